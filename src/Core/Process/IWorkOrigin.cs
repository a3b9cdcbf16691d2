using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Where a work item comes from: a reader in a lane, or an open item. Says how its end is written down.
/// </summary>
internal interface IWorkOrigin
{
    /// <summary>Entries of items with the same key may hold each other's completions.</summary>
    object GroupKey { get; }

    /// <summary>An item is about to be begun by its worker.</summary>
    /// <returns>False if it is not to be: the origin keeps it, and gives it back to the worker later, or never.
    /// </returns>
    bool MayBegin(WorkItem item, ISendPortWorker worker);

    /// <summary>Adds to the entry that the item is done.</summary>
    void Complete(CommitEntry entry, WorkItem item);

    /// <summary>Adds to the entry that the item failed: it waits for its next attempt, or for a person.</summary>
    void Fail(CommitEntry entry, WorkItem item, FailedDelivery failed);

    /// <summary>Adds to the entry what a sender records before an effect.</summary>
    void Record(CommitEntry entry, WorkItem item, string text);

    /// <summary>
    /// Adds to the entry that the item waits once more without having been tried, if it can wait by itself.
    /// </summary>
    /// <returns>False for an item of the log: it waits by its reader's place.</returns>
    bool Postpone(CommitEntry entry, WorkItem item, TimeSpan dueIn);

    /// <summary>
    /// Adds to the entry that the item, which has been in flight for long, becomes an open item of this process (rule
    /// 9).
    /// </summary>
    /// <returns>What it comes from then, or null if it is an open item already.</returns>
    IWorkOrigin? Outlive(CommitEntry entry, WorkItem item, DateTimeOffset now);

    /// <summary>The item has left this process' hands: committed, or lost to another owner.</summary>
    void Released(WorkItem item, EntryOutcome outcome);
}
