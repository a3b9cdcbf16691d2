using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Reads what readers have to do from the store: references first, then just the slices that they name.
/// </summary>
internal sealed class BacklogSource(IStore store)
{
    /// <summary>The next part of a reader's backlog.</summary>
    /// <param name="readerLane">Whose references, in which lane.</param>
    /// <param name="from">The first sequence.</param>
    /// <param name="onlyPort">
    /// The only port whose messages are read, or null for all: a detached port needs no others, and they may be gone
    /// while it reads (rule 62).
    /// </param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<Backlog> ReadAsync(
        ReaderLane readerLane, long from, int? onlyPort, LaneReaderOptions options,
        CancellationToken cancellationToken)
    {
        // The head is read first: what the references then show is at least as new.
        var heads = await store.Log.ReadHeadsAsync(cancellationToken);
        long head = heads.GetValueOrDefault(readerLane.Lane);
        var references = await store.Log.ReadReferencesAsync(
            readerLane, from, options.SegmentsPerRead, options.BytesPerRead, cancellationToken);
        if (references.Count == 0) return new Backlog([], head);
        var plan = Plan(references, onlyPort, options.BytesPerRead);
        var slices = plan.SelectMany(p => p.Items.Where(i => IsWanted(i, onlyPort))
            .Select(i => new RecordSlice(p.Sequence, i.Offset, i.Length)));
        var records = await store.Log.ReadRecordsAsync(readerLane.Lane, [.. slices], cancellationToken);
        int next = 0;
        var segments = new List<BacklogSegment>(plan.Count);
        foreach (var (sequence, items) in plan)
        {
            var messages = new (Message?, int[], int)[items.Count];
            for (int i = 0; i < messages.Length; i++)
            {
                var message = IsWanted(items[i], onlyPort) ? Decode(records[next++]) : null;
                messages[i] = (message, items[i].Ports, items[i].Length);
            }

            segments.Add(new BacklogSegment(sequence, items.Sum(i => i.Ports.Length), messages));
        }

        return new Backlog(segments, head);
    }

    /// <summary>A message from its record.</summary>
    public Message Decode(ReadOnlyMemory<byte> record) =>
        MessageRecordCodec.Read(record, (id, length) => new StoredBody(store.Bodies, id, length, isNew: false));

    private static List<(long Sequence, List<WorkItemReference> Items)> Plan(
        IReadOnlyList<SegmentReference> references, int? onlyPort, int bytesMax)
    {
        var plan = new List<(long, List<WorkItemReference>)>();
        long bytes = 0;
        foreach (var reference in references)
        {
            var items = ReferenceCodec.Read(reference.Entries.Span);
            long length = items.Where(i => IsWanted(i, onlyPort)).Sum(i => (long)i.Length);
            if (plan.Count > 0 && bytes + length > bytesMax) break;
            bytes += length;
            plan.Add((reference.Sequence, items));
        }

        return plan;
    }

    private static bool IsWanted(WorkItemReference item, int? onlyPort) =>
        onlyPort is not { } port || item.Ports.AsSpan().Contains(port);
}
