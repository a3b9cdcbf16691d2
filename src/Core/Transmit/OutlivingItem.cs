using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>A work item on its way from its reader to an open item, because it has been in flight for long.</summary>
internal sealed class OutlivingItem(WorkItem item, Completions completions) : ICommitObserver
{
    /// <summary>What it comes from after the commit.</summary>
    public IWorkOrigin? Next { get; set; }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var before = item.Origin;
        bool moved = outcome == EntryOutcome.Committed;
        if (item.EndMove(moved ? Next : null)) completions.SettledWhileItMoved(item);
        if (moved) before.Released(item, outcome);
    }
}
