namespace Viaduct.Core.Store;

/// <summary>The log. Rules 1 to 19 of the message box.</summary>
public interface ILogStore
{
    /// <summary>
    /// Commits a batch: 1. all of it or nothing; 2. durable when it returns; 3. only if every fence holds (the lane and
    /// each reader are the session's in the named epoch, the route version is the active one, each open item is the
    /// session's in the named epoch), and each fence stays locked against a taker until the transaction ends; 4. a
    /// sequence, a progress number and a receipt key are each written once. 5. A lost connection or a store that is
    /// away is waited out: the outcome is resolved (rule 14) and the batch is sent again if it certainly did not
    /// commit, so that the result is always the truth. Does not throw StoreUnavailableException.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="abandon">Abandons the wait, never the commit: the outcome stays unknown. For process exit
    /// only.</param>
    Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon);

    /// <summary>
    /// The reader's references in a lane from a sequence on, in order; at least one if there is one, then up to the
    /// limits. A detached port asks with the number of its base.
    /// </summary>
    Task<IReadOnlyList<SegmentReference>> ReadReferencesAsync(
        ReaderLane readerLane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken);

    /// <summary>
    /// The references of an ordered reader that can be worked next (rule 81): 1. all lanes of the group are read in one
    /// snapshot, those that are not named from their beginning; 2. in the order of the segments' numbers; 3. nothing
    /// beyond what every lane has been read up to, so that no later round has a lower number, but for one that was
    /// being committed; 4. at least one if there is one.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="places">Where to begin, by lane: the first sequence.</param>
    /// <param name="segmentsMax">The most segments of one lane.</param>
    /// <param name="bytesMax">The most bytes of entries in all.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    Task<IReadOnlyList<RoundReference>> ReadRoundAsync(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken);

    /// <summary>The newest reference of a reader in each lane in which it has one, by lane.</summary>
    Task<IReadOnlyDictionary<int, long>> ReadNewestReferencesAsync(int reader, CancellationToken cancellationToken);

    /// <summary>
    /// Slices of a lane's segments, in the order asked for. Slices of one segment stand together and ascend.
    /// </summary>
    /// <exception cref="InvalidDataException">A segment or slice is not there: a defect of the store or its
    /// owner.</exception>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRecordsAsync(
        int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken);

    /// <summary>The tracks of a lane's segments from a sequence on, in order, without the empty ones.</summary>
    Task<IReadOnlyList<SegmentTrack>> ReadTracksAsync(
        int lane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken);

    /// <summary>The last sequence of each lane.</summary>
    Task<IReadOnlyDictionary<int, long>> ReadHeadsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The newest progress of every reader in every lane, for status and lag; where it has written none, the one it
    /// began with.
    /// </summary>
    Task<IReadOnlyList<ProgressRow>> ReadProgressAsync(CancellationToken cancellationToken);
}
