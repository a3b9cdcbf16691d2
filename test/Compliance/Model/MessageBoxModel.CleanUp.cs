using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 60 to 65. There are no generations here: what nobody needs may go, the rest stays.</content>
public partial class MessageBoxModel
{
    /// <summary>True if a reader has work in a segment, or the tracker its track (rule 62).</summary>
    public virtual bool IsNeeded(int lane, long sequence) => NeededBy(lane, sequence).Any();

    /// <summary>True if entries have work for a port.</summary>
    protected virtual bool Names(byte[] entries, int port) =>
        Pointers.ReadItems(new SegmentReference(0, entries)).Any(one => one.Port == port);

    /// <summary>Removes what is done.</summary>
    public CleanUpReport CleanUp(CleanUpOptions options, DateTimeOffset now)
    {
        long segments = 0;
        long bytes = 0;
        var pinnedBy = new HashSet<ReaderLane>();
        foreach (var lane in Lanes.Values)
        {
            foreach (var (sequence, segment) in lane.Segments.ToList())
            {
                if (IsNeeded(lane.Lane, sequence))
                {
                    pinnedBy.UnionWith(NeededBy(lane.Lane, sequence));
                    continue;
                }
                lane.Segments.Remove(sequence);
                segments++;
                bytes += segment.Records.Length + segment.Track.Length;
            }
        }
        foreach (var reader in ReaderLanes.Values)
        {
            reader.Transmits.RemoveAll(row => row.Highest < reader.Progress.Position);
        }
        foreach (var id in OpenItems.Where(one => one.Value.Row.State == OpenItemState.Kept
            && one.Value.Row.ChangedAt < now - options.Responses).Select(one => one.Key).ToList())
        {
            OpenItems.Remove(id);
        }
        var receipts = RemoveReceipts(options, now);
        var tracking = RemoveTracking(options, now);
        var bodies = RemoveBodies(now);
        return new CleanUpReport(segments, bytes, 0, receipts, tracking, bodies, false, [.. pinnedBy]);
    }

    /// <summary>How large the box is.</summary>
    public StoreSize Measure() => new(
        Lanes.Values.Sum(lane => lane.Segments.Values.Sum(one => (long)one.Records.Length + one.Track.Length)),
        Lanes.Values.Sum(lane => (long)lane.Segments.Count), OpenItems.Count, Receipts.Count, Tracking.Count);

    private IEnumerable<ReaderLane> NeededBy(int lane, long sequence)
    {
        var segment = Lanes[lane].Segments[sequence];
        foreach (var reader in Readers)
        {
            var key = new ReaderLane(reader.Id, lane);
            var entry = ReaderLanes.GetValueOrDefault(key);
            var stands = entry is null ? reader.Kind != ReaderKind.DetachedPort : !entry.Joined;
            if (stands && HasWork(reader, segment)
                && (entry?.Progress.Position ?? Position.Start).Sequence <= sequence)
            {
                yield return key;
            }
        }
    }

    // Of what a detached port reads it needs only what names it; a port without a number nothing can name.
    private bool HasWork(ReaderRow reader, SegmentEntry segment) => reader.Kind switch
    {
        ReaderKind.Tracker => segment.Track.Length > 0,
        ReaderKind.DetachedPort =>
            segment.References.TryGetValue(reader.Base, out var entries)
            && Ports.TryGetValue(reader.Port!, out var port) && Names(entries, port),
        _ => segment.References.ContainsKey(reader.Id),
    };

    private long RemoveReceipts(CleanUpOptions options, DateTimeOffset now)
    {
        var old = Receipts
            .Where(one => one.Value.At < now - options.Receipts || one.Value.ClosedAt < now - options.ClosedReceipts)
            .Select(one => one.Key).ToList();
        old.ForEach(key => Receipts.Remove(key));
        return old.Count;
    }

    private long RemoveBodies(DateTimeOffset now)
    {
        var named = OpenItems.Values.SelectMany(item => item.Row.BodyIds).ToHashSet();
        var orphans = Bodies
            .Where(one => one.Value.Published is { } at
                ? !Lanes[at.Lane].Segments.ContainsKey(at.Sequence) && !named.Contains(one.Key)
                    && one.Value.TrackedUntil < now
                : !IsAlive(one.Value.Owner))
            .Select(one => one.Key).ToList();
        orphans.ForEach(id => Bodies.Remove(id));
        return orphans.Count;
    }
}
