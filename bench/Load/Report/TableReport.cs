using System.Text;
using Viaduct.Load.Measure;

namespace Viaduct.Load.Report;

/// <summary>Writes the result as tables for people.</summary>
internal static class TableReport
{
    /// <summary>The contestants of one store by turns, then the figures with their bars.</summary>
    public static string Write(string store, StoreReport report)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine($"{store}, 1 KB messages, two durable hops").AppendLine();
        if (report.Contestants.Count > 0)
        {
            WriteContestants(text, report.Contestants);
        }
        text.AppendLine($"{"",-32} {"median",9} {"low",9} {"high",9} {"bar",9}");
        foreach (var bar in Bar.Of(store, report))
        {
            WriteBar(text, bar);
        }
        text.AppendLine();
        Write(text, "backlog drained, messages/s", report.BacklogDrainPerSecond);
        Write(text, "first start to ready, ms", report.FirstStartToReadyMs);
        Write(text, "idle database server, % of a core", report.IdleServerCpuPercent);
        if (report.Grown is { Count: > 0 } grown)
        {
            text.AppendLine($"GROWN: {string.Join(", ", grown)}");
        }
        foreach (var reason in report.VoidReasons)
        {
            text.AppendLine($"VOID: {reason}");
        }
        return text.ToString();
    }

    private static void WriteContestants(StringBuilder text, IReadOnlyList<ContestantRow> contestants)
    {
        text.AppendLine($"{"",-32} {"msg/s",9} {"lowest",9} {"highest",9} {"CPU µs",9} {"log bytes",9}");
        foreach (var (name, runs) in contestants)
        {
            var rates = runs.Select(run => run.MsgPerSecond).ToList();
            text.AppendLine(
                $"{name,-32} {Ratio.Median(rates),9:N0} {rates.Min(),9:N0} {rates.Max(),9:N0} "
                + $"{Median(runs, run => run.CpuMicrosPerMessage),9:N1} "
                + $"{Median(runs, run => run.WalBytesPerMessage),9:N0}");
        }
        text.AppendLine();
    }

    private static void WriteBar(StringBuilder text, Bar bar)
    {
        if (bar.Value is not { } value)
        {
            return;
        }
        var limit = bar.Limit is { } known ? $"{(bar.IsMost ? "≤" : "≥")} {known:G4}" : "";
        text.AppendLine(
            $"{bar.Text,-32} {value.Value,9:N2} {value.Low,9:N2} {value.High,9:N2} {limit,9}"
            + (bar.IsMissed ? " MISSED" : ""));
    }

    private static void Write(StringBuilder text, string what, double? figure)
    {
        if (figure is { } known)
        {
            text.AppendLine($"{what}: {known:N2}");
        }
    }

    private static double? Median(IReadOnlyList<Measurement> runs, Func<Measurement, double?> figure)
    {
        var known = runs.Select(figure).OfType<double>().ToList();
        return known.Count == 0 ? null : Ratio.Median(known);
    }
}
