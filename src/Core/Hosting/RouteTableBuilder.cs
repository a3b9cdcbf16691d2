using Viaduct.Core.Model;
using Viaduct.Core.Publish;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Makes the routes of a configuration, with the store's numbers for readers and ports.</summary>
internal static class RouteTableBuilder
{
    /// <summary>Makes the routes: every enlisted send port that wants something is a target.</summary>
    public static RouteTable Build(GroupModel model, ActiveConfiguration active)
    {
        var readers = active.Readers
            .Where(r => r.Kind == ReaderKind.Host)
            .ToDictionary(r => r.Name, r => r.Id, StringComparer.Ordinal);
        var subscriptions = new List<Subscription>();
        var targets = new List<PortRoute[]>();
        foreach (var port in model.SendPorts)
        {
            if (port.State == SendPortState.Unenlisted || port.Subscription is null) continue;
            subscriptions.Add(new Subscription(targets.Count, port.Name, port.Subscription));
            targets.Add([new PortRoute(readers[port.Host], active.Ports[port.Name], port.Name)]);
        }

        return new RouteTable(active.RouteVersion, SubscriptionIndex.Build(subscriptions), [.. targets]);
    }
}
