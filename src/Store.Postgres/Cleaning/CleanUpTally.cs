using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>What one round of clean-up has done so far.</summary>
internal sealed class CleanUpTally
{
    public long Segments { get; set; }

    public long Bytes { get; set; }

    public long CopiedOut { get; set; }

    public long Receipts { get; set; }

    public long TrackingRows { get; set; }

    public long Bodies { get; set; }

    public bool MoreToDo { get; set; }

    public HashSet<ReaderLane> PinnedBy { get; } = [];

    public CleanUpReport ToReport() => new(
        Segments, Bytes, CopiedOut, Receipts, TrackingRows, Bodies, MoreToDo, [.. PinnedBy]);
}
