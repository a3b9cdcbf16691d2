using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>
/// Transmits the work items of one send port in batches: pipeline → sender → completion. Begins, stops, and decides
/// what goes together.
/// </summary>
internal sealed partial class SendPortWorker : IPortWorker, IWorkItemOwner
{
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(2);

    private readonly Channel<WorkItem> _queue =
        Channel.CreateUnbounded<WorkItem>(new UnboundedChannelOptions { SingleReader = false });

    private readonly CancellationTokenSource _noTimeLeft = new();
    private readonly SendPort _port;
    private readonly TransmitServices _services;
    private readonly Completions _completions;
    private readonly TransmitBatch _transmit;
    private readonly Task[] _loops;
    private volatile ISendPortWorker? _successor;

    public SendPortWorker(SendPort port, TransmitServices services)
    {
        (_port, _services) = (port, services);
        _completions = new Completions(port, services);
        _transmit = new TransmitBatch(port, services, _completions);
        port.Circuit.Use(this);
        _loops = new Task[Math.Max(1, port.Sender.Capacity.ParallelBatches)];
        for (int i = 0; i < _loops.Length; i++) _loops[i] = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <inheritdoc/>
    public int Queued => _queue.Reader.Count + _port.Circuit.Waiting;

    /// <summary>Work items that it has not begun, without those that its circuit holds back.</summary>
    public int Unbegun => _queue.Reader.Count;

    bool IWorkItemOwner.MayAct => _services.Lease.MayAct;

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        item.Owner = this;
        if (_queue.Writer.TryWrite(item)) return;
        if (_successor is { } successor) successor.Enqueue(item);
        else item.Origin.Released(item, EntryOutcome.Stopped);
    }

    async ValueTask<bool> IWorkItemOwner.RecordAsync(WorkItem item, string record) =>
        await _completions.RecordAsync(item, record) == EntryOutcome.Committed;

    ValueTask<CommitEntry> IWorkItemOwner.TakeInAsync(
        WorkItem item, SourceItem response, CancellationToken cancellationToken) =>
        _completions.TakeInAsync(item, response, cancellationToken);

    void IWorkItemOwner.Settled(WorkItem item) => _completions.Settled.Add(item);

    /// <inheritdoc/>
    public IReadOnlyList<WorkItem> Release(ISendPortWorker? successor)
    {
        _successor ??= successor;
        _queue.Writer.TryComplete();
        var left = new List<WorkItem>();
        while (_queue.Reader.TryRead(out var item)) left.Add(item);
        return left;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkItem>> StopAsync(
        ISendPortWorker? successor, CancellationToken noTimeLeft)
    {
        var left = new List<WorkItem>(Release(successor));
        await using var registration = noTimeLeft.Register(_noTimeLeft.Cancel);
        await EndedAsync();
        left.AddRange(_port.Circuit.TakeWaiting());
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await _noTimeLeft.CancelAsync();
        await StopAsync(null, CancellationToken.None);
        await _port.Sender.DisposeAsync();
        _noTimeLeft.Dispose();
    }

    /// <summary>
    /// Waits for the loops, but no longer than a moment once there is no time left: a sender that ignores its token
    /// must not keep the process from ending. What it had in hand is worked again by the next owner.
    /// </summary>
    private async Task EndedAsync()
    {
        var ended = Task.WhenAll(_loops);
        var noTimeLeft = Task.Delay(Timeout.InfiniteTimeSpan, _services.Time, _noTimeLeft.Token);
        await Task.WhenAny(ended, noTimeLeft);
        if (ended.IsCompleted) return;
        await Task.WhenAny(ended, Task.Delay(AbandonAfter, _services.Time, CancellationToken.None));
        if (!ended.IsCompleted) LogAbandoned(_services.Logger, _port.Name);
    }

    private async Task RunAsync()
    {
        int most = Math.Max(1, _port.Sender.Capacity.BatchMessages);
        var batch = new List<WorkItem>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            WorkItem? alone = null;
            while (batch.Count < most && alone is null && _queue.Reader.TryRead(out var item))
            {
                if (!_port.Circuit.Admit(item) || !item.Origin.MayBegin(item, this)) continue;
                if (item.IsAlone) alone = item;
                else batch.Add(item);
            }

            if (batch.Count > 0) await WorkSafelyAsync(batch);
            // A port that rests holds no message: with many ports, each would keep its last one alive.
            batch.Clear();
            if (alone is not null && await MarkAsync(alone)) await WorkSafelyAsync([alone]);
        }
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
            await _transmit.RunAsync(batch, _noTimeLeft.Token);
        }
        catch (OperationCanceledException) when (_noTimeLeft.IsCancellationRequested)
        {
            // What is not settled is worked again by the next owner, under the same idempotency key.
        }
        catch (Exception e)
        {
            // The root of the worker: a defect of a sender fails its batch, never the port.
            LogDefect(_services.Logger, _port.Name, e);
            TransmitBatch.Fail(batch, $"The sender threw {e.GetType().Name}: {e.Message}");
        }

        await _completions.FlushAsync(_noTimeLeft.Token);
    }

    [LoggerMessage(1302, LogLevel.Error, "{Port}: the sender threw; the batch is tried again.")]
    private static partial void LogDefect(ILogger logger, string port, Exception e);

    [LoggerMessage(1304, LogLevel.Error, "{Port}: the sender does not come to an end and is abandoned.")]
    private static partial void LogAbandoned(ILogger logger, string port);
}
