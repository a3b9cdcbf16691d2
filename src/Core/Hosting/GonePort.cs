using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Takes the work of ports that no configuration has any more: it is suspended, so that nothing vanishes.
/// </summary>
internal sealed class GonePort(CommitUnit unit, TimeProvider time) : ISendPortWorker, ICommitObserver
{
    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        var failure = new Failure(
            FailureCodes.PortGone,
            $"The send port '{item.Port}' that the message was routed to is no longer configured. "
            + "Configure it again and resume, or terminate the message.");
        var entry = new CommitEntry(this) { Tag = item };
        item.Origin.Fail(entry, item, new FailedDelivery(failure, RetryDecision.Suspend, time.GetUtcNow()));
        unit.Enqueue(entry);
    }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var item = (WorkItem)entry.Tag!;
        item.Origin.Released(item, outcome);
    }
}
