using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Turns a draft without errors into the model.</summary>
internal static class ModelBuilder
{
    private const string DefaultHost = "default";

    public static string[] HostsOf(GroupConfig group) =>
        group.Hosts.Count == 0 ? [DefaultHost] : [.. group.Hosts.Select(h => h.Name)];

    public static GroupModel Build(ConfigurationDraft draft)
    {
        string[] hosts = HostsOf(draft.Group);
        var filters = GroupFilters(draft);
        return new GroupModel
        {
            Name = draft.Group.Group,
            Store = draft.Group.Store,
            NamesStore = draft.Group.Source.Find("store") is not null,
            Limits = draft.Group.Limits,
            Retention = [.. draft.Group.Retention.Select(r => new RetentionModel(r.Name, r.Keep))],
            Hosts = [.. hosts.Select(h => new HostModel(h)
            {
                Servers = draft.Group.Hosts.FirstOrDefault(c => c.Name == h)?.Servers ?? [],
                Cluster = draft.Group.Hosts.FirstOrDefault(c => c.Name == h) is { } host
                    ? ClusterResolver.Resolve(host)
                    : null,
            })],
            Applications = [.. draft.Applications.Select(a => Build(a, hosts, filters))],
        };
    }

    private static ApplicationModel Build(
        ApplicationDraft draft, string[] hosts, ILookup<string, Predicate> filters) => new()
    {
        Name = draft.Config.Application,
        Folder = draft.Folder,
        PropertySchemas = draft.PropertySchemas,
        Promotions = draft.Promotions,
        ReceivePorts = [.. draft.ReceivePorts.Select(p => Build(p, draft.Config.Application, hosts))],
        SendPorts = [.. draft.SendPorts.Select(p => Build(p, draft.Config.Application, hosts, filters))],
        SendPortGroups = [.. draft.SendPortGroups.Select(
            g => new SendPortGroupModel(g.Config.Name, g.Config.Ports, g.Filter?.Predicate))],
    };

    private static ReceivePortModel Build(ReceivePortDraft draft, string application, string[] hosts) => new()
    {
        Name = draft.Config.Name,
        Application = application,
        Maps = [.. draft.Maps.Select(m => m.Model)],
        ResponseTimeout = draft.Config.TwoWay ? draft.Config.ResponseTimeout : null,
        ResponseMaps = [.. draft.ResponseMaps.Select(m => m.Model)],
        Locations = [.. draft.Locations.Select(l => new ReceiveLocationModel
        {
            Name = l.Config.Name,
            Port = draft.Config.Name,
            Host = l.Config.Host ?? hosts[0],
            Endpoint = l.Endpoint!,
            Pipeline = l.Pipeline,
            SendPipeline = l.SendPipeline,
            Enabled = l.Config.Enabled,
            Track = l.Track ?? draft.Track ?? TrackModel.Default,
        })],
    };

    private static SendPortModel Build(
        SendPortDraft draft, string application, string[] hosts, ILookup<string, Predicate> filters)
    {
        // One subscription for the port's own filter and those of its groups: a message goes to a port once.
        List<Predicate> wanted = [.. filters[draft.Config.Name]];
        if (draft.Filter is { } own) wanted.Insert(0, own.Predicate);
        return new SendPortModel
        {
            Name = draft.Config.Name,
            Application = application,
            Host = draft.Config.Host ?? hosts[0],
            Endpoint = draft.Endpoint!,
            Pipeline = draft.Pipeline,
            Subscription = wanted.Count == 0 ? null : Predicate.Any(wanted),
            Retry = new RetryModel { Count = draft.Config.Retry.Count, Interval = draft.Config.Retry.Every },
            State = draft.Config.State,
            Maps = [.. draft.Maps.Select(m => m.Model)],
            Dynamic = draft.Dynamic,
            Track = draft.Track ?? TrackModel.Default,
            Order = draft.Order,
            IsTwoWay = draft.Config.TwoWay,
            ReceivePipeline = draft.Responses.Pipeline,
            ResponseMaps = [.. draft.Responses.Maps.Select(m => m.Model)],
        };
    }

    private static ILookup<string, Predicate> GroupFilters(ConfigurationDraft draft) => draft.SendPortGroups
        .Where(g => g.Filter is not null)
        .SelectMany(g => g.Config.Ports.Select(port => (Port: port, g.Filter!.Predicate)))
        .ToLookup(p => p.Port, p => p.Predicate, StringComparer.Ordinal);
}
