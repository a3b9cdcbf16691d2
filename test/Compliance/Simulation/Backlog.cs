using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <summary>What a reader has still to do, read from the store as its owner does it.</summary>
internal static class Backlog
{
    private const int SegmentsMax = 10_000;

    /// <summary>The items at or above the position that are not in the set of those done, with their texts.</summary>
    public static async Task<IReadOnlyList<(WorkItem Item, string Text)>> ReadAsync(IStore store, ProgressRow progress)
    {
        var key = progress.ReaderLane;
        var done = Read(progress.Done);
        var references = await store.Log.ReadReferencesAsync(
            key, progress.Position.Sequence, SegmentsMax, int.MaxValue, CancellationToken.None);
        var items = new List<(WorkItem Item, RecordSlice Slice)>();
        foreach (var reference in references)
        {
            items.AddRange(Pointers.Read(reference)
                .Select((slice, i) => (new WorkItem(key, new Position(reference.Sequence, i)), slice))
                .Where(one => one.Item1.At >= progress.Position && !done.Contains(one.Item1.At)));
        }
        var records = await store.Log.ReadRecordsAsync(
            key.Lane, [.. items.Select(one => one.Slice)], CancellationToken.None);
        return [.. items.Zip(records, (one, record) => (one.Item, Some.Text(record)))];
    }

    /// <summary>The progress after some items are done: the position moves over them, the set holds the rest.</summary>
    public static (Position Position, string Done) After(
        ProgressRow progress, IReadOnlyList<WorkItem> backlog, IReadOnlyList<WorkItem> completed)
    {
        var left = backlog.Except(completed).Select(item => item.At).ToList();
        var last = backlog.Select(item => item.At.Sequence).Append(progress.Position.Sequence - 1).Max();
        var position = left.Count > 0 ? left.Min() : new Position(last + 1, 0);
        var done = Read(progress.Done).Concat(completed.Select(item => item.At)).Where(at => at >= position).Order();
        return (position, string.Join(' ', done));
    }

    private static HashSet<Position> Read(ReadOnlyMemory<byte> done) =>
    [
        .. Some.Text(done).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('/'))
            .Select(parts => new Position(long.Parse(parts[0]), int.Parse(parts[1]))),
    ];
}
