using System.Runtime.InteropServices;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// Counts what commits carry, by port and location. The writer adds once for each commit; anybody reads, seldom.
/// </summary>
internal sealed class TrafficCounter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PortCount> _counts = new(StringComparer.Ordinal);
    private PortCount? _last;

    /// <summary>Adds what has been committed.</summary>
    public void Add(List<CommitEntry> members)
    {
        lock (_lock)
            foreach (var member in members)
                Add(member);
    }

    /// <summary>The count of a port, to be added to without looking for it.</summary>
    public PortCount Find(string name)
    {
        lock (_lock) return Of(name);
    }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<PortTraffic> Read()
    {
        lock (_lock)
            return [.. _counts.Values.Where(count => count.IsUsed).Select(count => count.Read())];
    }

    private void Add(CommitEntry member)
    {
        if (member.Publications is not null)
            foreach (var publication in member.Publications) Of(publication.Location).Received++;
        if (member.Delivered is not null)
        {
            foreach (ref readonly var delivery in CollectionsMarshal.AsSpan(member.Delivered))
                (delivery.Meter?.Traffic ?? Of(delivery.Port)).Delivered(in delivery);
        }

        if (member.Events is not null)
            foreach (var e in member.Events)
                if (e.Kind is TrackEventKind.Failed or TrackEventKind.Suspended) Of(e.Port).Failures++;
        if (member.Unrouted is not null)
            foreach (var row in member.Unrouted) Of(row.Port).Failures++;
    }

    // What is committed together is mostly of one port.
    private PortCount Of(string name)
    {
        if (ReferenceEquals(_last?.Name, name)) return _last!;
        if (!_counts.TryGetValue(name, out var count)) _counts.Add(name, count = new PortCount(name));
        return _last = count;
    }
}
