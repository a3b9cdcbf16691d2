using System.Diagnostics;

namespace Viaduct.Load.Live;

/// <summary>How orders have arrived in a stretch of time.</summary>
/// <param name="Orders">How many.</param>
/// <param name="LongestMs">The longest that one took from sent to arrived, in milliseconds.</param>
/// <param name="GapMs">The longest time between two arrivals, in milliseconds.</param>
internal sealed record LiveStretch(int Orders, double LongestMs, double GapMs)
{
    /// <summary>The figures of what was sent and has arrived.</summary>
    public static LiveStretch Of(IReadOnlyList<(long Sent, long Arrived)> times)
    {
        var arrived = times.Select(one => one.Arrived).Order().ToList();
        return new LiveStretch(
            times.Count,
            times.Max(one => Stopwatch.GetElapsedTime(one.Sent, one.Arrived).TotalMilliseconds),
            arrived.Skip(1).Zip(arrived, (b, a) => Stopwatch.GetElapsedTime(a, b).TotalMilliseconds).Max());
    }
}
