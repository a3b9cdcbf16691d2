using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// Counts what commits carry, by port and location. The writer adds once for each commit; anybody reads, seldom.
/// </summary>
internal sealed class TrafficCounter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);
    private Count? _last;

    /// <summary>Adds what has been committed.</summary>
    public void Add(List<CommitEntry> members)
    {
        lock (_lock)
            foreach (var member in members)
                Add(member);
    }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<PortTraffic> Read()
    {
        lock (_lock)
            return
            [
                .. _counts.Values.Select(count => new PortTraffic(
                    count.Name, count.Received, count.Sent, count.Failures, [.. count.Times])),
            ];
    }

    private void Add(CommitEntry member)
    {
        if (member.Publications is not null)
            foreach (var publication in member.Publications) Of(publication.Location).Received++;
        if (member.Delivered is not null)
        {
            foreach (var delivery in member.Delivered)
            {
                var count = Of(delivery.Port);
                count.Sent++;
                count.Times[DeliveryTimes.Place(DeliveryTimes.Of(delivery))]++;
            }
        }

        if (member.Events is not null)
            foreach (var e in member.Events)
                if (e.Kind is TrackEventKind.Failed or TrackEventKind.Suspended) Of(e.Port).Failures++;
        if (member.Unrouted is not null)
            foreach (var row in member.Unrouted) Of(row.Port).Failures++;
    }

    // What is committed together is mostly of one port.
    private Count Of(string name)
    {
        if (ReferenceEquals(_last?.Name, name)) return _last!;
        if (!_counts.TryGetValue(name, out var count)) _counts.Add(name, count = new Count(name));
        return _last = count;
    }

    private sealed class Count(string name)
    {
        public string Name { get; } = name;

        public long Received { get; set; }

        public long Sent { get; set; }

        public long Failures { get; set; }

        public long[] Times { get; } = new long[DeliveryTimes.Places];
    }
}
