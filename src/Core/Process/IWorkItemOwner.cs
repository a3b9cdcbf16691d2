namespace Viaduct.Core.Process;

/// <summary>The worker that has a work item in hand.</summary>
internal interface IWorkItemOwner
{
    /// <summary>True while this process may act, by its own monotonic clock (invariant 8).</summary>
    bool MayAct { get; }

    /// <summary>Records what the sender is about to do.</summary>
    /// <returns>False if this owner may no longer act.</returns>
    ValueTask<bool> RecordAsync(WorkItem item, string record);

    /// <summary>The sender has settled the item. Called from any thread.</summary>
    void Settled(WorkItem item);
}
