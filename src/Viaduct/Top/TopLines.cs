using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>Figures as lines for logs and pipes: one a second, with a head from time to time.</summary>
internal sealed class TopLines
{
    private const int HeadEvery = 20;

    private int _lines;

    /// <summary>The head, if it is due, and the line.</summary>
    public IEnumerable<string> Next(LiveFigures figures)
    {
        if (_lines++ % HeadEvery == 0)
            yield return Line(
                "TIME", "IN/S", "OUT/S", "FAIL/S", "P50", "P99", "BACKLOG", "RETRYING", "SUSPENDED", "SERVERS");
        yield return Line(
            $"{figures.At.UtcDateTime:HH:mm:ss}Z", $"{figures.PublishedPerSecond:0.0}",
            $"{figures.DeliveredPerSecond:0.0}", $"{figures.FailuresPerSecond:0.0}",
            TopText.Time(figures.Times?.Median), TopText.Time(figures.Times?.P99), $"{figures.Backlog}",
            $"{figures.Retrying}", $"{figures.Suspended}", $"{figures.Servers}");
    }

    private static string Line(params string[] cells) =>
        cells[0].PadRight(9) + string.Concat(cells.Skip(1).Select(cell => $" {cell,9}"));
}
