using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Reads what readers have to do from the store: references first, then just the slices that they name.
/// </summary>
internal sealed class BacklogSource(IStore store)
{
    /// <summary>The next part of a reader's backlog.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<Backlog> ReadAsync(
        ReaderLane readerLane, long from, LaneReaderOptions options, CancellationToken cancellationToken)
    {
        // The head is read first: what the references then show is at least as new.
        var heads = await store.Log.ReadHeadsAsync(cancellationToken);
        long head = heads.GetValueOrDefault(readerLane.Lane);
        var references = await store.Log.ReadReferencesAsync(
            readerLane, from, options.SegmentsPerRead, options.BytesPerRead, cancellationToken);
        if (references.Count == 0) return new Backlog([], head);
        var plan = Plan(references, options.BytesPerRead);
        var slices = plan.SelectMany(p => p.Items.Select(i => new RecordSlice(p.Sequence, i.Offset, i.Length)));
        var records = await store.Log.ReadRecordsAsync(readerLane.Lane, [.. slices], cancellationToken);
        int next = 0;
        var segments = new List<BacklogSegment>(plan.Count);
        foreach (var (sequence, items) in plan)
        {
            var messages = new (Message, int[], int)[items.Count];
            for (int i = 0; i < messages.Length; i++)
                messages[i] = (Decode(records[next++]), items[i].Ports, items[i].Length);
            segments.Add(new BacklogSegment(sequence, items.Sum(i => i.Ports.Length), messages));
        }

        return new Backlog(segments, head);
    }

    /// <summary>A message from its record.</summary>
    public Message Decode(ReadOnlyMemory<byte> record) =>
        MessageRecordCodec.Read(record, (id, length) => new StoredBody(store.Bodies, id, length, isNew: false));

    private static List<(long Sequence, List<WorkItemReference> Items)> Plan(
        IReadOnlyList<SegmentReference> references, int bytesMax)
    {
        var plan = new List<(long, List<WorkItemReference>)>();
        long bytes = 0;
        foreach (var reference in references)
        {
            var items = ReferenceCodec.Read(reference.Entries.Span);
            long length = items.Sum(i => (long)i.Length);
            if (plan.Count > 0 && bytes + length > bytesMax) break;
            bytes += length;
            plan.Add((reference.Sequence, items));
        }

        return plan;
    }
}
