using Microsoft.Extensions.Logging;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>
/// Transmits the work items of one send port. Items that come begin a <see cref="SendPortTurn"/> each, up to as many as
/// the sender works at once; what comes beyond waits here for the turns there are.
/// </summary>
internal sealed partial class SendPortWorker : IPortWorker
{
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _noTimeLeft = new();
    private readonly int _turnsMax;

    // Made when more comes than begins at once: at most ports it never does.
    private Queue<WorkItem>? _waiting;
    private TaskCompletionSource? _ended;
    private int _turns;
    private int _unstarted;
    private bool _released;
    private volatile ISendPortWorker? _successor;

    public SendPortWorker(SendPort port, TransmitServices services)
    {
        (Port, Services, Trace) = (port, services, new TransmitTrace(port.Name));
        NoTimeLeft = _noTimeLeft.Token;
        _turnsMax = Math.Max(1, port.Sender.Capacity.ParallelBatches);
        port.Circuit.Use(this);
    }

    /// <summary>The port.</summary>
    public SendPort Port { get; }

    /// <summary>What its turns work with.</summary>
    public TransmitServices Services { get; }

    /// <summary>The spans of its turns.</summary>
    public TransmitTrace Trace { get; }

    /// <summary>Where its deliveries are counted; made with the first, for most ports of many may have none.</summary>
    public PortMeter Meter => field ??= new PortMeter(
        Services.Unit.Figures.Consumed.Find(Port.Name), Services.Unit.Traffic.Find(Port.Name));

    /// <summary>Cancelled when what is under way is to be abandoned.</summary>
    public CancellationToken NoTimeLeft { get; }

    /// <inheritdoc/>
    public int Queued => Unbegun + Port.Circuit.Waiting;

    /// <summary>Work items that no turn has begun, without those that its circuit holds back.</summary>
    public int Unbegun
    {
        get
        {
            lock (_lock) return _unstarted + (_waiting?.Count ?? 0);
        }
    }

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        lock (_lock)
        {
            if (!_released)
            {
                EnqueueLocked(item);
                return;
            }
        }

        if (_successor is { } successor) successor.Enqueue(item);
        else item.Origin.Released(item, EntryOutcome.Stopped);
    }

    /// <summary>A turn begins.</summary>
    /// <returns>False if nothing is begun here any more.</returns>
    public bool TryBegin()
    {
        lock (_lock)
        {
            _unstarted--;
            return !_released;
        }
    }

    /// <summary>The next item that waits; null if there is none.</summary>
    public WorkItem? TryTake()
    {
        lock (_lock) return _waiting is { } waiting && waiting.TryDequeue(out var item) ? item : null;
    }

    /// <summary>A turn is at its end, unless something waits.</summary>
    /// <returns>True if it has ended.</returns>
    public bool TryLeave()
    {
        lock (_lock)
        {
            if (_waiting is { Count: > 0 }) return false;
            LeaveLocked();
            return true;
        }
    }

    /// <summary>A turn has ended, whatever waits.</summary>
    public void Leave()
    {
        lock (_lock) LeaveLocked();
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkItem> Release(ISendPortWorker? successor)
    {
        lock (_lock)
        {
            _successor ??= successor;
            _released = true;
            WorkItem[] left = [.. _waiting ?? []];
            _waiting = null;
            return left;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkItem>> StopAsync(
        ISendPortWorker? successor, CancellationToken noTimeLeft)
    {
        var left = new List<WorkItem>(Release(successor));
        await using var registration = noTimeLeft.Register(_noTimeLeft.Cancel);
        await EndedAsync();
        left.AddRange(Port.Circuit.TakeWaiting());
        return left;
    }

    public async ValueTask DisposeAsync()
    {
        await _noTimeLeft.CancelAsync();
        await StopAsync(null, CancellationToken.None);
        await Port.Sender.DisposeAsync();
        _noTimeLeft.Dispose();
    }

    private void EnqueueLocked(WorkItem item)
    {
        if (_turns == _turnsMax)
        {
            (_waiting ??= []).Enqueue(item);
            return;
        }

        _turns++;
        _unstarted++;
        ThreadPool.UnsafeQueueUserWorkItem(new SendPortTurn(this, item), preferLocal: false);
    }

    private void LeaveLocked()
    {
        if (--_turns == 0) _ended?.TrySetResult();
    }

    /// <summary>
    /// Waits for the turns, but no longer than a moment once there is no time left: a sender that ignores its token
    /// must not keep the process from ending. What it had in hand is worked again by the next owner.
    /// </summary>
    private async Task EndedAsync()
    {
        Task ended;
        lock (_lock)
        {
            if (_turns == 0) return;
            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ended = _ended.Task;
        }

        var noTimeLeft = Task.Delay(Timeout.InfiniteTimeSpan, Services.Time, _noTimeLeft.Token);
        await Task.WhenAny(ended, noTimeLeft);
        if (ended.IsCompleted) return;
        await Task.WhenAny(ended, Task.Delay(AbandonAfter, Services.Time, CancellationToken.None));
        if (!ended.IsCompleted) LogAbandoned(Services.Logger, Port.Name);
    }

    [LoggerMessage(1304, LogLevel.Error, "{Port}: the sender does not come to an end and is abandoned.")]
    private static partial void LogAbandoned(ILogger logger, string port);
}
