using System.Globalization;

namespace Viaduct.Cli.CommandLine;

/// <summary>Points in time as users write them.</summary>
internal static class TimeText
{
    /// <summary>A point in time (without an offset UTC), or a distance back from now; null for null.</summary>
    /// <exception cref="CommandFailedException">It is neither.</exception>
    public static DateTimeOffset? Read(string? text, string option)
    {
        if (text is null) return null;
        if (TryDistance(text, out var distance)) return TimeProvider.System.GetUtcNow() - distance;
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var time)
            ? time
            : throw new CommandFailedException(
                ExitCode.BadUsage, $"{option} '{text}' is not a time. Write 2026-01-31T10:00:00Z, or 15m, 2h, 3d.");
    }

    /// <summary>A distance as <c>30s</c>, <c>15m</c>, <c>2h</c> or <c>3d</c>.</summary>
    public static bool TryDistance(string text, out TimeSpan distance)
    {
        distance = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, null, out int number)) return false;
        if (number > 100_000) return false;
        distance = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.MinValue,
        };
        return distance >= TimeSpan.Zero;
    }
}
