namespace Viaduct.Support;

/// <summary>
/// Time that stands still until a test moves it. Date, monotonic clock and timers move together; the clock's frequency
/// is an odd one, so that code that mistakes its units fails.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _passed;

    /// <summary>Time that begins at a given moment; default 2026-03-02 08:30 UTC.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null) =>
        _start = start ?? new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => 3_000_000;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone(
        "test", TimeSpan.FromMinutes(330), "test", "test");

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _start + _passed;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return (long)(_passed.TotalSeconds * TimestampFrequency);
    }

    /// <summary>Moves time on, and runs the timers that are due on the way, in their order.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_gate) end = _passed + by;
        while (NextDue(end) is { } timer) timer.Fire();
        lock (_gate) _passed = end;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate) _timers.Add(timer);
        return timer;
    }

    private ManualTimer? NextDue(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next?.Due is not { } due) return null;
            if (due > _passed) _passed = due;
            next.Due = next.Period is { } period ? due + period : null;
            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._passed + dueTime;
                Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
