namespace Viaduct.Core.Store;

/// <summary>
/// Lets one caller wait for its entry. The writer completes waiters in groups on the thread pool, whose callers then
/// run one after the other: waking a thread for each was a tenth of the cost of a message.
/// </summary>
internal sealed class EntryWaiter : ICommitObserver
{
    private readonly TaskCompletionSource<EntryOutcome> _outcome = new();
    private EntryOutcome _result;

    /// <summary>What became of the entry.</summary>
    public Task<EntryOutcome> Outcome => _outcome.Task;

    /// <summary>What the store said of a refused entry, else null.</summary>
    public string? Detail { get; private set; }

    /// <inheritdoc/>
    public void Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        Detail = detail;
        _result = outcome;
    }

    /// <summary>Lets the caller go on, on this thread.</summary>
    public void Release() => _outcome.TrySetResult(_result);
}
