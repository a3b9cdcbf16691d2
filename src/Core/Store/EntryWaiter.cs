namespace Viaduct.Core.Store;

/// <summary>Lets one caller wait for its entry.</summary>
internal sealed class EntryWaiter : ICommitObserver
{
    private readonly TaskCompletionSource<EntryOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What became of the entry.</summary>
    public Task<EntryOutcome> Outcome => _outcome.Task;

    /// <summary>What the store said of a refused entry, else null.</summary>
    public string? Detail { get; private set; }

    /// <inheritdoc/>
    public void Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        Detail = detail;
        _outcome.TrySetResult(outcome);
    }
}
