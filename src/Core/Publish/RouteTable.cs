using Viaduct.Core.Messages;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Core.Publish;

/// <summary>The subscriptions of one route version with the ports behind them: an immutable snapshot.</summary>
/// <param name="Version">The route version.</param>
/// <param name="Index">The subscriptions; their ids are indexes into <paramref name="Targets"/>.</param>
/// <param name="Targets">The ports of each subscription, ordered by reader and port.</param>
internal sealed record RouteTable(long Version, SubscriptionIndex Index, PortRoute[][] Targets)
{
    /// <summary>No routes, of no version.</summary>
    public static readonly RouteTable Empty = new(0, SubscriptionIndex.Empty, []);

    /// <summary>The routes of a version that is tried; null if none is, or if it routes as its base does.</summary>
    public TriedRoutes? Tried { get; init; }

    /// <summary>The routes of an interchange.</summary>
    public RouteTable Of(Guid interchange) =>
        Tried is { } tried && tried.Share.Takes(interchange) ? tried.Candidate : this;

    [ThreadStatic]
    private static List<Subscription>? t_matches;

    /// <summary>Those ports that are ordered by a key, by number: the group is chosen for each message.</summary>
    public IReadOnlyDictionary<int, KeyedRoute> Keyed { get; init; } = new Dictionary<int, KeyedRoute>();

    /// <summary>
    /// The ports that a message goes to, each once, ordered by reader and port; empty if nobody wants it.
    /// </summary>
    public PortRoute[] Route(MessageContext context)
    {
        var matches = t_matches ??= [];
        matches.Clear();
        Index.Match(context, matches);
        if (matches.Count == 0) return [];
        if (matches.Count == 1 && Keyed.Count == 0) return Targets[matches[0].Id];
        var ports = new List<PortRoute>(matches.Count);
        foreach (var match in matches)
            foreach (var target in Targets[match.Id])
                ports.Add(Keyed.TryGetValue(target.Port, out var keyed) ? keyed.Of(context) : target);
        ports.Sort(static (a, b) => a.Reader != b.Reader ? a.Reader.CompareTo(b.Reader) : a.Port.CompareTo(b.Port));
        return RemoveRepeated(ports);
    }

    private static PortRoute[] RemoveRepeated(List<PortRoute> ports)
    {
        int kept = 1;
        for (int i = 1; i < ports.Count; i++)
            if (ports[i].Port != ports[kept - 1].Port) ports[kept++] = ports[i];
        ports.RemoveRange(kept, ports.Count - kept);
        return [.. ports];
    }
}
