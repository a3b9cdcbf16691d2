using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Takes work that cannot be delivered, and suspends it with the reason, so that nothing vanishes.</summary>
internal sealed class SuspendingPort(CommitUnit unit, TimeProvider time, Func<WorkItem, Failure> reason)
    : ISendPortWorker, ICommitObserver
{
    /// <summary>For messages to ports that no configuration has any more.</summary>
    public static SuspendingPort Gone(CommitUnit unit, TimeProvider time) => new(unit, time, item => new Failure(
        FailureCodes.PortGone,
        $"The send port '{item.Port}' that the message was routed to is no longer configured. "
        + "Configure it again and resume, or terminate the message."));

    /// <summary>For messages that were in hand at every one of several deaths of their process.</summary>
    public static SuspendingPort Poisoned(CommitUnit unit, TimeProvider time) => new(unit, time, item => new Failure(
        FailureCodes.Poison,
        $"The process died again and again with the message in hand, and {DeathLimits.Alone} times with it alone, at "
        + $"send port '{item.Port}'. "
        + "Save the message and find out what it does to the port's pipeline or adapter before it is resumed."));

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        var entry = new CommitEntry(this) { Tag = item };
        item.Origin.Fail(entry, item, new FailedDelivery(reason(item), RetryDecision.Suspend, time.GetUtcNow()));
        unit.Enqueue(entry);
    }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var item = (WorkItem)entry.Tag!;
        item.Origin.Released(item, outcome);
    }
}
