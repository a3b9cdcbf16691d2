using System.Collections.Frozen;
using Viaduct.Adapters.Http.Receiving;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>The locations of a listener by path. Requests read an immutable snapshot.</summary>
internal sealed class RouteTable(TimeProvider time)
{
    /// <summary>How long a path that has lost its location is away for a moment, not unknown.</summary>
    private static readonly TimeSpan LeftTime = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private volatile Snapshot _now = Snapshot.Empty;

    /// <summary>True if no location is here.</summary>
    public bool IsEmpty => _now.Exact.Count == 0 && _now.Below.Count == 0;

    /// <summary>Adds a location; an older version of the same one at this path is replaced without a gap.</summary>
    /// <returns>False if another, or a newer version, has its path.</returns>
    public bool TryAdd(HttpLocation location)
    {
        lock (_gate)
        {
            var place = location.Place;
            var table = place.SubPaths ? _now.Below : _now.Exact;
            if (table.TryGetValue(place.Path, out var there)
                && (there.Name != location.Name || there.Number > location.Number)) return false;
            Use(
                place.SubPaths, table.Where(l => l.Key != place.Path).Append(new(place.Path, location)),
                _now.Left.Where(l => l.Key != place.Path));
            return true;
        }
    }

    /// <summary>Removes a location.</summary>
    public void Remove(HttpLocation location)
    {
        lock (_gate)
        {
            var place = location.Place;
            var table = place.SubPaths ? _now.Below : _now.Exact;
            if (table.GetValueOrDefault(place.Path) != location) return;
            var left = (time.GetTimestamp(), place.SubPaths);
            var recent = _now.Left.Where(l => l.Key != place.Path && time.GetElapsedTime(l.Value.At) < LeftTime);
            Use(place.SubPaths, table.Where(l => l.Key != place.Path), recent.Append(new(place.Path, left)));
        }
    }

    /// <summary>The location of a path, or null.</summary>
    public HttpLocation? Find(string path)
    {
        var now = _now;
        if (now.Exact.TryGetValue(path, out var location)) return location;
        if (now.Below.Count == 0) return null;
        foreach (string step in StepsOf(path))
            if (now.Below.TryGetValue(step, out location)) return location;
        return null;
    }

    /// <summary>True if the path had a location a moment ago: it is being changed, or the server stops.</summary>
    public bool HasLeft(string path)
    {
        var now = _now;
        return now.Left.Count > 0 && StepsOf(path).Any(step =>
            now.Left.TryGetValue(step, out var left) && (left.Below || step == path)
            && time.GetElapsedTime(left.At) < LeftTime);
    }

    // The path, and those that it is below, up to the root.
    private static IEnumerable<string> StepsOf(string path)
    {
        for (string step = path; ; step = step[..step.LastIndexOf('/')])
        {
            yield return step.Length == 0 ? "/" : step;
            if (step.Length == 0) yield break;
        }
    }

    private void Use(
        bool below, IEnumerable<KeyValuePair<string, HttpLocation>> table,
        IEnumerable<KeyValuePair<string, (long At, bool Below)>> left)
    {
        var frozen = table.ToFrozenDictionary(StringComparer.Ordinal);
        var gone = left.ToFrozenDictionary(StringComparer.Ordinal);
        _now = below ? _now with { Below = frozen, Left = gone } : _now with { Exact = frozen, Left = gone };
    }

    private sealed record Snapshot(
        FrozenDictionary<string, HttpLocation> Exact, FrozenDictionary<string, HttpLocation> Below,
        FrozenDictionary<string, (long At, bool Below)> Left)
    {
        public static readonly Snapshot Empty = new(
            FrozenDictionary<string, HttpLocation>.Empty, FrozenDictionary<string, HttpLocation>.Empty,
            FrozenDictionary<string, (long At, bool Below)>.Empty);
    }
}
