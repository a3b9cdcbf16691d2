using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>Who has a work item in hand while it is transmitted.</summary>
internal interface IWorkItemOwner
{
    /// <summary>True while this process may act, by its own monotonic clock (invariant 8).</summary>
    bool MayAct { get; }

    /// <summary>Records what the sender is about to do.</summary>
    /// <returns>False if this owner may no longer act.</returns>
    ValueTask<bool> RecordAsync(WorkItem item, string record);

    /// <summary>Runs the response of the far side through the port's receive pipeline.</summary>
    /// <returns>What is to be committed with the item's completion.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    ValueTask<CommitEntry> TakeInAsync(WorkItem item, SourceItem response, CancellationToken cancellationToken);

    /// <summary>The sender has settled the item. Called from any thread.</summary>
    void Settled(WorkItem item);
}
