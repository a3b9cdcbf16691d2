using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>
/// Transmits the work items of one send port in batches: pipeline → sender → completion. What is settled is committed
/// at once, with what came back, while slow transmissions go on.
/// </summary>
internal sealed partial class SendPortWorker : IPortWorker, IWorkItemOwner, ICommitObserver
{
    private static readonly TimeSpan LongInFlight = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeaseCheck = TimeSpan.FromMilliseconds(50);

    private readonly Channel<WorkItem> _queue =
        Channel.CreateUnbounded<WorkItem>(new UnboundedChannelOptions { SingleReader = false });

    private readonly CancellationTokenSource _noTimeLeft = new();
    private readonly SendPort _port;
    private readonly TransmitServices _services;
    private readonly SettledItems _settled = new();
    private readonly Circuit _circuit;
    private readonly Task[] _loops;
    private volatile ISendPortWorker? _successor;

    public SendPortWorker(SendPort port, TransmitServices services)
    {
        (_port, _services) = (port, services);
        _circuit = port.Circuit;
        _circuit.Use(this);
        _loops = new Task[Math.Max(1, port.Sender.Capacity.ParallelBatches)];
        for (int i = 0; i < _loops.Length; i++) _loops[i] = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <inheritdoc/>
    public int Queued => _queue.Reader.Count + _circuit.Waiting;

    /// <summary>The port's name.</summary>
    public string Name => _port.Name;

    bool IWorkItemOwner.MayAct => _services.Lease.MayAct;

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        item.Owner = this;
        if (_queue.Writer.TryWrite(item)) return;
        if (_successor is { } successor) successor.Enqueue(item);
        else item.Origin.Released(item, EntryOutcome.Stopped);
    }

    async ValueTask<bool> IWorkItemOwner.RecordAsync(WorkItem item, string record)
    {
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter);
        item.Origin.Record(entry, item, record);
        _services.Unit.Enqueue(entry);
        return await waiter.Outcome == EntryOutcome.Committed;
    }

    void IWorkItemOwner.Settled(WorkItem item) => _settled.Add(item);

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var settled = (SettledEntry)entry.Tag!;
        if (outcome == EntryOutcome.Refused)
        {
            LogRefused(_services.Logger, _port.Name, detail);
            if (!settled.IsRefused)
            {
                foreach (var item in settled.Items) FailRefused(item, detail);
                return;
            }
        }

        foreach (var item in settled.Items) item.Origin.Released(item, outcome);
    }

    // One of them is what the store does not take: each goes on alone, and that one ends before a person.
    private void FailRefused(WorkItem item, string? detail)
    {
        var failure = new Failure(
            FailureCodes.ComponentDefect, $"The store refused what came of the delivery: {detail}");
        var decision = RetryPolicy.Decide(_port.Retry, item.Attempts + 1, transient: true);
        var entry = new CommitEntry(this) { Tag = new SettledEntry([item]) { IsRefused = true } };
        item.Origin.Fail(entry, item, new FailedDelivery(failure, decision, _services.Time.GetUtcNow()));
        _services.Unit.Enqueue(entry);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkItem>> StopAsync(
        ISendPortWorker? successor, CancellationToken noTimeLeft)
    {
        _successor ??= successor;
        _queue.Writer.TryComplete();
        var left = new List<WorkItem>();
        while (_queue.Reader.TryRead(out var item)) left.Add(item);
        await using var registration = noTimeLeft.Register(_noTimeLeft.Cancel);
        await EndedAsync();
        left.AddRange(_circuit.TakeWaiting());
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
        var batch = new List<WorkItem>(most);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            WorkItem? alone = null;
            while (batch.Count < most && alone is null && _queue.Reader.TryRead(out var item))
            {
                if (!_circuit.Admit(item)) continue;
                if (item.IsAlone) alone = item;
                else batch.Add(item);
            }

            if (batch.Count > 0) await WorkSafelyAsync(batch);
            if (alone is not null && await MarkAsync(alone)) await WorkSafelyAsync([alone]);
        }
    }

    // Not before its turn has come: whatever else the process dies of until then must not count against it.
    private async ValueTask<bool> MarkAsync(WorkItem alone)
    {
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter);
        alone.Origin.Record(entry, alone, WorkItem.BegunAlone);
        _services.Unit.Enqueue(entry);
        var outcome = await waiter.Outcome;
        if (outcome != EntryOutcome.Committed) alone.Origin.Released(alone, outcome);
        return outcome == EntryOutcome.Committed;
    }

    private async Task WorkSafelyAsync(List<WorkItem> batch)
    {
        try
        {
            await WorkAsync(batch);
        }
        catch (OperationCanceledException) when (_noTimeLeft.IsCancellationRequested)
        {
            // What is not settled is worked again by the next owner, under the same idempotency key.
        }
        catch (Exception e)
        {
            // The root of the worker: a defect of a sender fails its batch, never the port.
            LogDefect(_services.Logger, _port.Name, e);
            Abandon(batch, e);
        }

        await FlushAsync();
    }

    private async Task WorkAsync(List<WorkItem> batch)
    {
        var ready = _port.Pipeline.IsPassThrough ? batch : await AssembleAsync(batch);
        while (!_services.Lease.MayAct)
        {
            if (_services.Lease.IsLost) return;
            await Task.Delay(LeaseCheck, _services.Time, _noTimeLeft.Token);
        }

        var sending = _port.Sender.TransmitAsync(ready, _noTimeLeft.Token).AsTask();
        if (!sending.IsCompleted) await FollowAsync(sending, ready);

        await sending;
        FailUnsettled(ready);
    }

    /// <summary>
    /// Commits what is settled early, and lets what takes long go on as open items, so that nothing waits for them.
    /// </summary>
    private async Task FollowAsync(Task sending, List<WorkItem> batch)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_noTimeLeft.Token);
        var longTime = Task.Delay(LongInFlight, _services.Time, ended.Token);
        while (!sending.IsCompleted)
        {
            if (longTime.IsCompletedSuccessfully) await Task.WhenAny(sending, _settled.WaitAsync());
            else await Task.WhenAny(sending, _settled.WaitAsync(), longTime);
            await FlushAsync();
            if (longTime.IsCompletedSuccessfully) Outlive(batch);
        }

        await ended.CancelAsync();
    }

    private void Outlive(List<WorkItem> batch)
    {
        foreach (var item in batch)
        {
            if (item.IsSettled) continue;
            var move = new OutlivingItem(item, _settled);
            var entry = new CommitEntry(move);
            var next = item.Origin.Outlive(entry, item, _services.Time.GetUtcNow());
            if (next is null || !item.TryBeginMove()) continue;
            move.Next = next;
            _services.Unit.Enqueue(entry);
        }
    }

    private async ValueTask<List<WorkItem>> AssembleAsync(List<WorkItem> batch)
    {
        var ready = new List<WorkItem>(batch.Count);
        foreach (var item in batch)
        {
            try
            {
                var (message, failure) = await _port.Pipeline.RunAsync(
                    item.Original, _services.Pipeline, _noTimeLeft.Token);
                if (failure is not null)
                {
                    item.Failed(failure, transient: false);
                    continue;
                }

                item.Assembled(message!);
                ready.Add(item);
            }
            catch (Exception e) when (e is IOException or StoreUnavailableException)
            {
                item.Failed(new Failure(FailureCodes.TransmitTransient, e.Message), transient: true);
            }
        }

        return ready;
    }

    /// <summary>Commits what has been settled: one entry per origin.</summary>
    private async ValueTask FlushAsync()
    {
        foreach (var group in _settled.Take())
        {
            var entry = new CommitEntry(this) { Tag = group };
            foreach (var item in group.Items) await AddAsync(entry, item);
            _services.Unit.Enqueue(entry);
        }
    }

    private async ValueTask AddAsync(CommitEntry entry, WorkItem item)
    {
        var now = _services.Time.GetUtcNow();
        if (item.Failure is { } failure)
        {
            if (item.IsTransient) _circuit.Failed();
            var decision = RetryPolicy.Decide(_port.Retry, item.Attempts + 1, item.IsTransient);
            LogFailed(_services.Logger, _port.Name, item.Original.Id, failure.ToString(), Next(decision.After));
            item.Origin.Fail(entry, item, new FailedDelivery(failure, decision, now));
            return;
        }

        _circuit.Succeeded();
        if (item.Inbound is not null && await ReceiveAsync(entry, item) is { } refused)
        {
            var again = new RetryDecision(_port.Retry.Interval);
            item.Origin.Fail(entry, item, new FailedDelivery(refused, again, now));
            return;
        }

        item.Origin.Complete(entry, item);
        (entry.Delivered ??= []).Add(new Delivery(item.Original.Id, _port.Name, now));
    }

    /// <summary>Takes in what came back.</summary>
    /// <returns>Null, or why it cannot be taken in now.</returns>
    private async ValueTask<Failure?> ReceiveAsync(CommitEntry entry, WorkItem item)
    {
        try
        {
            await _services.Inbound.PrepareAsync(item.Inbound!, entry, _noTimeLeft.Token);
            return null;
        }
        catch (Exception e) when (e is IOException or StoreUnavailableException)
        {
            return new Failure(FailureCodes.TransmitTransient, e.Message);
        }
    }

    private static void FailUnsettled(List<WorkItem> batch)
    {
        foreach (var item in batch)
            if (!item.IsSettled)
                item.Failed(
                    new Failure(FailureCodes.ComponentDefect, "The sender returned without settling the transmission."),
                    transient: true);
    }

    private static void Abandon(List<WorkItem> batch, Exception e)
    {
        foreach (var item in batch)
            if (!item.IsSettled)
                item.Failed(
                    new Failure(FailureCodes.ComponentDefect, $"The sender threw {e.GetType().Name}: {e.Message}"),
                    transient: true);
    }

    private static string Next(TimeSpan? after) =>
        after is { } delay ? $"The next attempt is due in {delay}." : "It is suspended.";

    [LoggerMessage(1301, LogLevel.Warning, "{Port}: delivery of {Message} failed: {Reason} {Next}")]
    private static partial void LogFailed(ILogger logger, string port, Guid message, string reason, string next);

    [LoggerMessage(1302, LogLevel.Error, "{Port}: the sender threw; the batch is tried again.")]
    private static partial void LogDefect(ILogger logger, string port, Exception e);

    [LoggerMessage(1304, LogLevel.Error, "{Port}: the sender does not come to an end and is abandoned.")]
    private static partial void LogAbandoned(ILogger logger, string port);

    [LoggerMessage(1303, LogLevel.Error, "{Port}: the store refused a completion: {Detail}")]
    private static partial void LogRefused(ILogger logger, string port, string? detail);
}
