namespace Viaduct.Compliance;

/// <summary>
/// The store's clock in tests: stands still until it is stepped, in either direction. Only dates come from it; timers
/// and time stamps are the machine's, so that nothing waits for a step.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>What it shows now.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves it on, or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
