using Viaduct.Core.Model;
using Viaduct.Core.Publish;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Makes the routes of a configuration, with the store's numbers for readers and ports.</summary>
internal static class RouteTableBuilder
{
    /// <summary>Makes the routes, with those of a version that is tried if it routes otherwise.</summary>
    public static RouteTable Build(GroupModel model, TriedConfiguration? tried, ActiveConfiguration active)
    {
        var routes = Build(model, active);
        return tried is { Endpoints.Filters.Count: > 0 }
            ? routes with { Tried = new TriedRoutes(tried.Share, Build(tried.Candidate.Loaded.Model, active)) }
            : routes;
    }

    /// <summary>Makes the routes: every enlisted send port that wants something is a target.</summary>
    public static RouteTable Build(GroupModel model, ActiveConfiguration active)
    {
        var hosts = NumbersOf(active, ReaderKind.Host);
        var ordered = NumbersOf(active, ReaderKind.Ordered);
        var subscriptions = new List<Subscription>();
        var targets = new List<PortRoute[]>();
        var keyed = new Dictionary<int, KeyedRoute>();
        foreach (var port in model.SendPorts)
        {
            if (port.State == SendPortState.Unenlisted || port.Subscription is null) continue;
            var route = new PortRoute(hosts[port.Host], active.Ports[port.Name], port.Name);
            if (port.Order is { } order)
            {
                PortRoute[] own = [.. order.ReadersOf(port.Name)
                    .Select(name => route with { Reader = ordered[name] })];
                route = own[0];
                if (order.Key is not null) keyed.Add(route.Port, new KeyedRoute(order.Key, own));
            }

            subscriptions.Add(new Subscription(targets.Count, port.Name, port.Subscription));
            targets.Add([route]);
        }

        return new RouteTable(active.RouteVersion, SubscriptionIndex.Build(subscriptions), [.. targets])
        {
            Keyed = keyed,
        };
    }

    private static Dictionary<string, int> NumbersOf(ActiveConfiguration active, ReaderKind kind) => active.Readers
        .Where(r => r.Kind == kind)
        .ToDictionary(r => r.Name, r => r.Id, StringComparer.Ordinal);
}
