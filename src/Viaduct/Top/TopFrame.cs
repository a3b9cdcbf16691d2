using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Top;

/// <summary>Makes the lines of a frame. It knows no terminal: the same view and size give the same lines.</summary>
internal static class TopFrame
{
    /// <summary>The height of a frame that shows everything.</summary>
    public const int Endless = int.MaxValue;

    private const string Keys =
        "q quit   order: r rate  n name  e errors  t time  b backlog  s suspended   ↑↓ scroll";
    private const int ServersMax = 4;
    private const int HostsMax = 5;

    /// <summary>The lines, no more than the height, none wider than the width.</summary>
    public static IReadOnlyList<ScreenLine> Render(TopView view, int width, int height)
    {
        width = Math.Max(1, width);
        List<ScreenLine> lines = [.. Head(view, width), .. Figures(view, width)];
        bool isLow = height < 20;
        if (!isLow) lines.AddRange(Servers(view, width, height));
        if (!isLow) lines.AddRange(Hosts(view, width, height));
        bool hasKeys = !view.IsOnce && height > 8;
        int room = height == Endless ? Endless : height - lines.Count - (hasKeys ? 1 : 0);
        lines.AddRange(TopPorts.Render(view, width, room));
        if (hasKeys)
        {
            while (lines.Count < height - 1) lines.Add(new ScreenLine(width));
            lines.Add(new ScreenLine(width).Add(Keys, Ink.Dim));
        }

        return [.. lines.Take(Math.Max(1, height))];
    }

    private static IEnumerable<ScreenLine> Head(TopView view, int width)
    {
        var title = new ScreenLine(width).Add("viaduct top", Ink.Bold);
        if (view.Status is { } status) title.Add($"  group {status.Group}  {status.Store}");
        string time = $"  {view.At.UtcDateTime:HH:mm:ss}Z";
        if (title.Left >= time.Length) title.Add(new string(' ', title.Left - time.Length) + time, Ink.Dim);
        yield return title;
        if (view.Problem is { } problem) yield return new ScreenLine(width).Add($"! {problem}", Ink.Red);
        if (view.Status?.Configuration is { } configuration)
        {
            if (configuration.Problem is { } unreadable)
                yield return new ScreenLine(width).Add($"! The configuration cannot be read: {unreadable}", Ink.Red);
        }
        else if (view.Status is not null)
        {
            yield return new ScreenLine(width).Add("! No configuration: apply one with 'viaduct apply DIR'.", Ink.Red);
        }
    }

    private static IEnumerable<ScreenLine> Figures(TopView view, int width)
    {
        if (view.Figures is not { } figures)
        {
            yield return new ScreenLine(width).Add("waiting for figures", Ink.Dim);
            yield break;
        }

        var rates = new ScreenLine(width);
        Figure(rates, "in", $"{figures.PublishedPerSecond:N1}/s", Ink.Plain);
        Figure(rates, "out", $"{figures.DeliveredPerSecond:N1}/s", Ink.Plain);
        var ink = figures.FailuresPerSecond > 0 ? Ink.Red : Ink.Plain;
        Figure(rates, "failed", $"{figures.FailuresPerSecond:N1}/s", ink);
        Figure(rates, "commits", $"{figures.CommitsPerSecond:N1}/s", Ink.Plain);
        yield return rates.Add($"by server {figures.Server}", Ink.Dim);
        var times = new ScreenLine(width);
        Figure(times, "time", TopText.Times(figures.Times), Ink.Plain);
        yield return times;
        var waiting = new ScreenLine(width);
        Figure(waiting, "backlog", $"{figures.Backlog:N0}", Ink.Plain);
        Figure(waiting, "retrying", $"{figures.Retrying:N0}", figures.Retrying > 0 ? Ink.Yellow : Ink.Plain);
        string change = figures.SuspendedChange == 0 ? "" : $" ({figures.SuspendedChange:+#,0;-#,0})";
        Figure(waiting, "suspended", $"{figures.Suspended:N0}{change}", figures.Suspended > 0 ? Ink.Red : Ink.Plain);
        yield return waiting;
        if (view.Status?.Size is { } size)
            yield return new ScreenLine(width).Add("store ", Ink.Dim).Add(
                $"{Words.Bytes(size.Bytes)}, {Words.Count(size.Segments, "segment")}, "
                + $"{Words.Count(size.OpenItems, "open item")}, {Words.Count(size.Receipts, "receipt")}, "
                + Words.Count(size.TrackingRows, "tracking row"));
    }

    private static void Figure(ScreenLine line, string name, string value, Ink ink) =>
        line.Add($"{name} ", Ink.Dim).Add(value, ink == Ink.Plain ? Ink.Bold : ink).Add("   ");

    private static IEnumerable<ScreenLine> Servers(TopView view, int width, int height)
    {
        if (view.Status is not { Servers.Count: > 0 } status) yield break;
        yield return new ScreenLine(width);
        var columns = new TopColumns(
            width, ("SERVER", -20), ("STATE", -6), ("MACHINE", -20), ("PROCESS", 8), ("FOR", 9));
        yield return columns.Head();
        int most = height == Endless ? Endless : ServersMax;
        foreach (var server in status.Servers.OrderBy(server => server.Alive).Take(most))
            yield return columns.Row(
                server.Alive ? Ink.Plain : Ink.Red, server.Name, server.State, server.Machine,
                server.ProcessId.ToString(), TopText.Age(view.At - server.StartedAt));
        if (status.Servers.Count > most) yield return More(width, status.Servers.Count - most, "server");
    }

    private static IEnumerable<ScreenLine> Hosts(TopView view, int width, int height)
    {
        var readers = view.Figures?.Readers ?? [];
        if (readers.Count == 0) yield break;
        yield return new ScreenLine(width);
        var columns = new TopColumns(width, ("HOST", -32), ("LANES", 6), ("LAG", 10), ("MOST", 10));
        yield return columns.Head();
        int most = height == Endless ? Endless : HostsMax;
        foreach (var reader in readers.OrderByDescending(reader => reader.Lag).Take(most))
            yield return columns.Row(
                Ink.Plain, reader.Reader, $"{reader.Lanes:N0}", $"{reader.Lag:N0}", $"{reader.LagMax:N0}");
        if (readers.Count > most) yield return More(width, readers.Count - most, "reader");
    }

    private static ScreenLine More(int width, int number, string noun) =>
        new ScreenLine(width).Add($"and {Words.Count(number, noun)} more", Ink.Dim);
}
