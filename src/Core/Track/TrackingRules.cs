using System.Collections.Frozen;

namespace Viaduct.Core.Track;

/// <summary>
/// What the configuration wants tracked: an immutable snapshot, so that a change takes hold without stopping anything
/// (rule 72).
/// </summary>
internal sealed class TrackingRules
{
    /// <summary>How many retention classes there can be.</summary>
    public const int ClassesMax = 4;

    /// <summary>Events and promoted properties in the default class, no bodies.</summary>
    public static readonly TrackingRules Default =
        new(new PortTracking(0, TimeSpan.Zero), [], []);

    private readonly PortTracking _otherwise;
    private readonly FrozenDictionary<string, PortTracking> _locations;
    private readonly FrozenDictionary<string, PortTracking> _ports;

    /// <param name="otherwise">Of what has no name here.</param>
    /// <param name="locations">The receive locations by name.</param>
    /// <param name="ports">The send ports by name.</param>
    public TrackingRules(
        PortTracking otherwise, IEnumerable<KeyValuePair<string, PortTracking>> locations,
        IEnumerable<KeyValuePair<string, PortTracking>> ports)
    {
        _otherwise = otherwise;
        // What is tracked as by default need not be looked up, and mostly that is all.
        var all = (Locations: locations.ToList(), Ports: ports.ToList());
        var named = all.Locations.Concat(all.Ports).Where(one => one.Value != otherwise)
            .Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        _locations = all.Locations.Where(one => named.Contains(one.Key)).ToFrozenDictionary(StringComparer.Ordinal);
        _ports = all.Ports.Where(one => named.Contains(one.Key)).ToFrozenDictionary(StringComparer.Ordinal);
        TracksBodies = _locations.Values.Concat(_ports.Values).Any(t => t.Before || t.After);
    }

    /// <summary>True if bodies are tracked anywhere.</summary>
    public bool TracksBodies { get; }

    /// <summary>Of a send port.</summary>
    public PortTracking OfPort(string name) => _ports.GetValueOrDefault(name, _otherwise);

    /// <summary>Of a receive location, or of a send port that gets responses.</summary>
    public PortTracking OfSource(string name) =>
        _locations.TryGetValue(name, out var location) ? location : OfPort(name);

    /// <summary>Of whichever has the name: a send port, or else a receive location.</summary>
    public PortTracking Of(string name) => _ports.TryGetValue(name, out var port) ? port : OfSource(name);
}
