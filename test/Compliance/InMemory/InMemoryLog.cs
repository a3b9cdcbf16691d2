using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>The log in memory.</summary>
internal sealed class InMemoryLog(InMemoryBox box) : ILogStore
{
    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon)
    {
        if (box.BeforeCommit is { } before)
        {
            await before(batch).WaitAsync(abandon);
        }
        while (!box.IsAvailable)
        {
            await box.WhenAvailable(abandon);
        }
        var result = box.NoRoom is { } text
            ? new CommitResult.NoRoom(text)
            : box.Now((model, now) => model.Commit(batch, now));
        if (result is CommitResult.Committed
            && (batch.OpenItemsAdded.Count + batch.OpenItemsChanged.Count > 0 || batch.WakesOthers))
        {
            box.Hint();
        }
        box.AfterCommit?.Invoke(batch, result);
        return result;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentReference>> ReadReferencesAsync(
        ReaderLane readerLane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken)
    {
        if (box.BeforeRead is { } before)
        {
            await before(readerLane).WaitAsync(cancellationToken);
        }
        return await box.Call(
            (model, _) => model.ReadReferences(readerLane, fromSequence, segmentsMax, bytesMax), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RoundReference>> ReadRoundAsync(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadRound(reader, places, segmentsMax, bytesMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, long>> ReadNewestReferencesAsync(
        int reader, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadNewestReferences(reader), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRecordsAsync(
        int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadRecords(lane, slices), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SegmentTrack>> ReadTracksAsync(
        int lane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadTracks(lane, fromSequence, segmentsMax, bytesMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, long>> ReadHeadsAsync(CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadHeads(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProgressRow>> ReadProgressAsync(CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadProgress(), cancellationToken);
}
