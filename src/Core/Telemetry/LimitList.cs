using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Viaduct.Core.Telemetry;

/// <summary>The limits of a server that can be watched. Safe for all threads.</summary>
public sealed class LimitList
{
    private readonly ConcurrentDictionary<Limit, byte> _limits = [];
    private volatile LimitList? _included;

    /// <summary>The limits there are.</summary>
    public IEnumerable<Limit> All => _included is { } more ? _limits.Keys.Concat(more.All) : _limits.Keys;

    internal CountTable Hits { get; } = new(MetricTags.Limit, MetricTags.Place);

    /// <summary>Lets the limits of another list be watched with these: one other list, for good.</summary>
    public void Include(LimitList other) => _included = other;

    internal IEnumerable<Measurement<long>> ReadHits() =>
        _included is { } more ? Hits.Read().Concat(more.ReadHits()) : Hits.Read();

    /// <summary>Lets a limit be watched until it is disposed of.</summary>
    /// <param name="name">What is limited, for example <c>http.requests</c>.</param>
    /// <param name="place">Whose limit it is: a host or location; empty for a server's own.</param>
    /// <param name="max">The limit.</param>
    /// <param name="used">How much of it is used now. Called from any thread; must be quick.</param>
    public Limit Add(string name, string place, long max, Func<long> used)
    {
        var limit = new Limit(this, name, place, max, used);
        _limits.TryAdd(limit, 0);
        Hits.Begin(name, place);
        return limit;
    }

    internal void Remove(Limit limit) => _limits.TryRemove(limit, out _);
}
