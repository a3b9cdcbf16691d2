using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

/// <summary>A store whose answers to commits a test decides; nothing else of it is used by the writer.</summary>
internal sealed class ScriptedStore(Func<CommitBatch, CommitResult?> answer) : IStore, ILogStore, IReceiptStore
{
    /// <summary>What was asked to be committed, in order.</summary>
    public List<CommitBatch> Asked { get; } = [];

    /// <summary>What has been committed, in order.</summary>
    public List<CommitBatch> Committed { get; } = [];

    /// <summary>The receipts that are there.</summary>
    public HashSet<ReceiptKey> Known { get; } = [];

    /// <summary>The tracks that can be read.</summary>
    public List<SegmentTrack> Tracks { get; } = [];

    public ILogStore Log => this;

    public IReceiptStore Receipts => this;

    public string Description => "scripted";

    public bool IsAvailable => true;

    public ISessionStore Sessions => throw new NotSupportedException();

    public IOpenItemStore OpenItems => throw new NotSupportedException();

    public IConfigurationStore Configuration => throw new NotSupportedException();

    public ITrialStore Trials => throw new NotSupportedException();

    public ITrackingStore Tracking => throw new NotSupportedException();

    public IBodyStore Bodies => throw new NotSupportedException();

    public IDrillStore Drills => throw new NotSupportedException();

    public ILeaseStore Leases => throw new NotSupportedException();

    public IMaintenanceStore Maintenance => throw new NotSupportedException();

    /// <summary>A commit that the script does not answer hangs until it is abandoned.</summary>
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon)
    {
        Asked.Add(batch);
        var result = answer(batch);
        if (result is null) await Task.Delay(Timeout.Infinite, abandon);
        if (result is CommitResult.Committed) Committed.Add(batch);
        return result!;
    }

    public Task<IReadOnlySet<ReceiptKey>> FindAsync(
        IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<ReceiptKey>>(keys.Where(Known.Contains).ToHashSet());

    public Task<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(
        SessionId session, string location, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlySet<Guid>> FindClaimsAsync(
        IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SegmentReference>> ReadReferencesAsync(
        ReaderLane readerLane, long fromSequence, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRecordsAsync(
        int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SegmentTrack>> ReadTracksAsync(
        int lane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SegmentTrack>>([.. Tracks.Where(track => track.Sequence >= fromSequence)]);

    public Task<IReadOnlyList<RoundReference>> ReadRoundAsync(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<int, long>> ReadNewestReferencesAsync(
        int reader, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<int, long>> ReadHeadsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ProgressRow>> ReadProgressAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task PrepareAsync(string group, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WaitForHintAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
