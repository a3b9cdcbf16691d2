using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>
/// One run through what waits at a send port: batch after batch, until nothing is left. Whatever belongs to items in
/// hand is held here and goes with it, so that a port at rest is not written to: with many ports each would be an old
/// object that the garbage collector has to visit for one young message.
/// </summary>
internal sealed partial class SendPortTurn : IThreadPoolWorkItem, IWorkItemOwner
{
    private readonly SendPortWorker _worker;
    private readonly SendPort _port;
    private readonly TransmitServices _services;
    private readonly Completions _completions;
    private readonly TransmitBatch _transmit;
    private WorkItem? _first;

    /// <summary>Makes a turn that begins with an item.</summary>
    public SendPortTurn(SendPortWorker worker, WorkItem first)
    {
        (_worker, _first, _port, _services) = (worker, first, worker.Port, worker.Services);
        _completions = new Completions(_port, _services, worker.Meter);
        _transmit = new TransmitBatch(_port, _services, _completions, worker.Trace);
    }

    bool IWorkItemOwner.MayAct => _services.Lease.MayAct;

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    async ValueTask<bool> IWorkItemOwner.RecordAsync(WorkItem item, string record) =>
        await _completions.RecordAsync(item, record) == EntryOutcome.Committed;

    ValueTask<CommitEntry> IWorkItemOwner.TakeInAsync(
        WorkItem item, SourceItem response, CancellationToken cancellationToken) =>
        _completions.TakeInAsync(item, response, cancellationToken);

    void IWorkItemOwner.Settled(WorkItem item) => _completions.Settled.Add(item);

    private async Task RunAsync()
    {
        bool hasLeft = false;
        try
        {
            do await WorkAsync();
            while (!(hasLeft = _worker.TryLeave()));
        }
        catch (OperationCanceledException) when (_worker.NoTimeLeft.IsCancellationRequested)
        {
            // What is not written down is worked again by the next owner, under the same idempotency key.
        }
        finally
        {
            if (!hasLeft) _worker.Leave();
        }
    }

    private async ValueTask WorkAsync()
    {
        int most = Math.Max(1, _port.Sender.Capacity.BatchMessages);
        var batch = new List<WorkItem>();
        WorkItem? alone = null;
        while (batch.Count < most && alone is null && TryTake() is { } item)
        {
            if (!_port.Circuit.Admit(item) || !item.Origin.MayBegin(item, _worker)) continue;
            item.Owner = this;
            if (item.IsAlone) alone = item;
            else batch.Add(item);
        }

        if (batch.Count > 0) await WorkSafelyAsync(batch);
        if (alone is not null && await MarkAsync(alone)) await WorkSafelyAsync([alone]);
    }

    private WorkItem? TryTake()
    {
        var first = _first;
        _first = null;
        if (first is null) return _worker.TryTake();
        if (_worker.TryBegin()) return first;
        // It was released before this turn's time had come.
        _worker.Enqueue(first);
        return null;
    }

    // Not before its turn has come: whatever else the process dies of until then must not count against it.
    private async ValueTask<bool> MarkAsync(WorkItem alone)
    {
        var outcome = await _completions.RecordAsync(alone, WorkItem.BegunAlone);
        if (outcome != EntryOutcome.Committed) alone.Origin.Released(alone, outcome);
        return outcome == EntryOutcome.Committed;
    }

    private async ValueTask WorkSafelyAsync(List<WorkItem> batch)
    {
        try
        {
            await _transmit.RunAsync(batch, _worker.NoTimeLeft);
        }
        catch (OperationCanceledException) when (_worker.NoTimeLeft.IsCancellationRequested)
        {
            // What is not settled is worked again by the next owner, under the same idempotency key.
        }
        catch (Exception e)
        {
            // The root of the turn: a defect of a sender fails its batch, never the port.
            LogDefect(_services.Logger, _port.Name, e);
            TransmitBatch.Fail(batch, $"The sender threw {e.GetType().Name}: {e.Message}");
        }

        await _completions.FlushAsync(_worker.NoTimeLeft);
    }

    [LoggerMessage(1302, LogLevel.Error, "{Port}: the sender threw; the batch is tried again.")]
    private static partial void LogDefect(ILogger logger, string port, Exception e);
}
