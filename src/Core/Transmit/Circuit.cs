using Microsoft.Extensions.Logging;
using Viaduct.Core.Process;

namespace Viaduct.Core.Transmit;

/// <summary>
/// Whether a send port's endpoint is being tried. While it is closed everything is. After many failures in a row it
/// opens: messages that have not been tried yet wait where they are, in the log at last, and cost no open item each.
/// Retries of those that have been tried go on, and one that waits is tried now and then; the first success closes it.
/// </summary>
/// <param name="port">The send port.</param>
/// <param name="interval">The time between two that are tried of those that wait.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class Circuit(string port, TimeSpan interval, TimeProvider time, ILogger logger)
    : IDisposable
{
    /// <summary>So many failures in a row open it: about as many open items does a dead endpoint make.</summary>
    public const int FailuresMax = 1_000;

    /// <summary>The longest time between two tries.</summary>
    public static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Queue<WorkItem> _waiting = [];
    private ISendPortWorker? _worker;
    private WorkItem? _tried;
    private volatile ITimer? _timer;
    private volatile int _failures;

    /// <summary>True while its endpoint takes nothing, as far as is known.</summary>
    public bool IsOpen => _timer is not null;

    /// <summary>How many items wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>A worker begins, which gets back what waits; its port's circuit outlives it.</summary>
    public void Use(ISendPortWorker worker)
    {
        lock (_lock) _worker = worker;
    }

    /// <summary>True if the item is to be tried now; otherwise it waits here.</summary>
    public bool Admit(WorkItem item)
    {
        if (_timer is null) return true;
        lock (_lock)
        {
            if (_timer is null || item.Attempts > 0 || item.IsAlone) return true;
            if (ReferenceEquals(item, _tried)) return true;
            _waiting.Enqueue(item);
            return false;
        }
    }

    /// <summary>The endpoint has taken a message.</summary>
    public void Succeeded()
    {
        if (_failures == 0) return;
        lock (_lock)
        {
            _failures = 0;
            if (_timer is null) return;
            _timer.Dispose();
            _timer = null;
        }

        LogClosed(logger, port);
        foreach (var item in TakeWaiting()) _worker!.Enqueue(item);
    }

    /// <summary>The endpoint has not taken a message, and may take it later.</summary>
    public void Failed()
    {
        lock (_lock)
        {
            if (++_failures < FailuresMax || _timer is not null) return;
            var period = TimeSpan.FromTicks(Math.Clamp(interval.Ticks, IntervalMin.Ticks, IntervalMax.Ticks));
            _timer = time.CreateTimer(_ => TryOne(), null, period, period);
        }

        LogOpened(logger, port, FailuresMax);
    }

    /// <summary>Gives up what waits; the circuit stays as it is.</summary>
    public IReadOnlyList<WorkItem> TakeWaiting()
    {
        lock (_lock)
        {
            WorkItem[] waited = [.. _waiting];
            _waiting.Clear();
            return waited;
        }
    }

    public void Dispose()
    {
        lock (_lock) _timer?.Dispose();
    }

    private void TryOne()
    {
        lock (_lock)
        {
            if (_timer is null || !_waiting.TryDequeue(out _tried)) return;
        }

        _worker!.Enqueue(_tried);
    }

    [LoggerMessage(
        1305, LogLevel.Error,
        "{Port}: {Failures} deliveries in a row have failed. New messages wait; retries, and a new one now and then, "
        + "find out when the endpoint is back.")]
    private static partial void LogOpened(ILogger logger, string port, int failures);

    [LoggerMessage(1306, LogLevel.Warning, "{Port}: the endpoint is back; what has waited is sent.")]
    private static partial void LogClosed(ILogger logger, string port);
}
