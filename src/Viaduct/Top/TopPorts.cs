using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Top;

/// <summary>The table of receive locations and send ports, as many as there is room for.</summary>
internal static class TopPorts
{
    private const int LinesMin = 2;

    /// <summary>The lines of the table; none if there is nothing to show, or no room.</summary>
    public static IEnumerable<ScreenLine> Render(TopView view, int width, int room)
    {
        var rows = PortRow.Of(view);
        if (rows.Count == 0 || room < LinesMin) yield break;
        if (room > LinesMin + 2)
        {
            room--;
            yield return new ScreenLine(width);
        }

        var columns = new TopColumns(
            width, ("PORT", -26), ("", -3), ("MSG/S", 9), ("FAIL/S", 7), ("P50", 8), ("P99", 8), ("WAITING", 8),
            ("SUSP", 7), ("STATE", -10), ("HOST", -16));
        yield return columns.Head();
        room--;
        int skipped = Math.Clamp(view.Skip, 0, Math.Max(0, rows.Count - 1));
        bool fits = rows.Count - skipped <= room;
        foreach (var row in rows.Skip(skipped).Take(fits ? room : room - 1)) yield return Line(columns, row);
        if (!fits && room > 0)
            yield return new ScreenLine(width).Add(
                $"and {Words.Count(rows.Count - skipped - room + 1, "port")} more", Ink.Dim);
    }

    private static ScreenLine Line(TopColumns columns, PortRow row) => columns.Row(
        InkOf(row), row.Name, row.Receives ? "in" : "out", $"{row.Rate:N1}", $"{row.Failures:N1}",
        TopText.Time(row.Times?.Median), TopText.Time(row.Times?.P99), row.Receives ? "" : $"{row.Backlog:N0}",
        $"{row.Suspended:N0}", row.State, row.Host);

    private static Ink InkOf(PortRow row)
    {
        if (row.Failures > 0) return Ink.Red;
        if (row.Suspended > 0 || row.Backlog > 0) return Ink.Yellow;
        if (!row.Works) return Ink.Dim;
        return row.Rate > 0 ? Ink.Green : Ink.Plain;
    }
}
