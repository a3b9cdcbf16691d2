using Viaduct.Support;

namespace Viaduct.Campaign.Faults;

/// <summary>Steps a clock by an hour: forward, back, before the true time, and back to it.</summary>
internal sealed class SteppedClockSwitch(SteppedClock clock)
{
    private static readonly int[] Hours = [1, 0, -1, 0];
    private int _steps;

    /// <summary>The next step.</summary>
    /// <returns>How far the clock is from the machine's now.</returns>
    public TimeSpan Step()
    {
        var distance = TimeSpan.FromHours(Hours[_steps++ % Hours.Length]);
        clock.Step(distance);
        return distance;
    }
}
