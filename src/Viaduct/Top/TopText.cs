using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>Times as a screen with little room shows them.</summary>
internal static class TopText
{
    /// <summary>A time in milliseconds, for example <c>12 ms</c>, <c>3.4 s</c>; a dash for none.</summary>
    public static string Time(double? milliseconds) => milliseconds switch
    {
        null => "-",
        < 10 => $"{milliseconds:0.#} ms",
        < 1_000 => $"{milliseconds:0} ms",
        < 60_000 => $"{milliseconds / 1_000:0.0} s",
        _ => $"{milliseconds / 60_000:0.0} min",
    };

    /// <summary>How long deliveries took.</summary>
    public static string Times(LiveTimes? times) => times is null
        ? "- (no deliveries)"
        : $"p50 {Time(times.Median)}  p95 {Time(times.P95)}  p99 {Time(times.P99)}  max {Time(times.Max)}";

    /// <summary>How long something has been there, for example <c>3d04h</c>, <c>2h05m</c>, <c>12s</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)age.TotalSeconds)}s",
        { TotalMinutes: < 60 } => $"{age.Minutes}m{age.Seconds:00}s",
        { TotalHours: < 24 } => $"{age.Hours}h{age.Minutes:00}m",
        _ => $"{(int)age.TotalDays}d{age.Hours:00}h",
    };
}
