using Viaduct.Core.Adapters;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns where a source that one server must read at a time is read by every server of its host.</summary>
internal sealed class PlacementValidator(IReadOnlyList<IReceiveAdapter> adapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        var single = adapters.Where(one => one.Placement == AdapterPlacement.SingleActive)
            .Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        if (single.Count == 0) return;
        string first = ModelBuilder.HostsOf(draft.Group)[0];
        foreach (var location in draft.Locations.Where(one => one.Endpoint is { } at && single.Contains(at.Adapter)))
        {
            string name = location.Config.Host ?? first;
            var host = draft.Group.Hosts.FirstOrDefault(one => one.Name == name);
            if (host is { Cluster: not null } or { Servers.Count: 1 }) continue;
            problems.Warning(location.Config.Source.PlaceOf(location.Endpoint!.Adapter),
                $"The receive location {WrittenName.Show(location.Config.Name)} is in a host that is not clustered.",
                $"Every server that runs {WrittenName.Show(name)} receives there, and the adapter "
                + $"{location.Endpoint.Adapter} takes an item in several times then.",
                "Add cluster: { preferred: [ … ] } to the host, or let it run on one server with servers: [ … ].");
        }
    }
}
