namespace Viaduct.Core.Store;

/// <summary>What one round of clean-up did.</summary>
/// <param name="Segments">Segments removed.</param>
/// <param name="Bytes">Bytes freed, about.</param>
/// <param name="CopiedOut">Segments copied out for laggards.</param>
/// <param name="Receipts">Receipts removed.</param>
/// <param name="TrackingRows">Tracking rows removed.</param>
/// <param name="Bodies">Chunked bodies removed.</param>
/// <param name="MoreToDo">True if the round ended at its limit: run again soon.</param>
/// <param name="PinnedBy">Readers whose backlog kept something from being removed, for people.</param>
public sealed record CleanUpReport(
    long Segments, long Bytes, long CopiedOut, long Receipts, long TrackingRows, long Bodies, bool MoreToDo,
    IReadOnlyList<ReaderLane> PinnedBy)
{
    /// <summary>True if nothing was found that is to go.</summary>
    public bool IsEmpty =>
        !MoreToDo && (Segments, CopiedOut, Receipts, TrackingRows, Bodies) is (0, 0, 0, 0, 0);
}
