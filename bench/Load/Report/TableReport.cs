using System.Text;
using Viaduct.Load.Measure;

namespace Viaduct.Load.Report;

/// <summary>Writes the result as tables for people.</summary>
internal static class TableReport
{
    /// <summary>The contestants of one store, by turns, and what follows from them.</summary>
    public static string Write(
        string store, IReadOnlyDictionary<IContestant, IReadOnlyList<Measurement>> runs, StoreReport report)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine($"{store}, 1 KB messages, two durable hops").AppendLine();
        text.AppendLine($"{"",-24} {"msg/s",9} {"lowest",9} {"highest",9} {"CPU µs",8} {"WAL bytes",10}");
        foreach (var (contestant, measurements) in runs)
        {
            var rates = measurements.Select(run => run.MsgPerSecond).ToList();
            text.AppendLine(
                $"{contestant.Name,-24} {Ratio.Median(rates),9:N0} {rates.Min(),9:N0} {rates.Max(),9:N0} "
                + $"{Median(measurements, run => run.CpuMicrosPerMessage),8:N1} "
                + $"{Median(measurements, run => run.WalBytesPerMessage),10:N0}");
        }
        text.AppendLine();
        Line(text, "to the limit", report.RatioToLimit);
        Line(text, "to RabbitMQ", report.RatioToRabbitMq);
        Line(text, "with a backlog", report.BacklogRatio);
        Line(text, "beside an old snapshot", report.OldSnapshotRatio);
        Line(text, "fan-out to 10", report.FanOutRatio);
        Line(text, "10,000 subscriptions", report.SubscriptionsRatio);
        Line(text, "with event tracking", report.TrackingRatio);
        if (report.P50Ms is not null)
        {
            text.AppendLine($"latency at 100/s: p50 {report.P50Ms:F2} ms, p99 {report.P99Ms:F2} ms");
        }
        foreach (var reason in report.VoidReasons)
        {
            text.AppendLine($"VOID: {reason}");
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, Ratio? ratio)
    {
        if (ratio is { } known)
        {
            text.AppendLine($"{what,-24} {known.Value,9:F2} times (90 %: {known.Low:F2} to {known.High:F2})");
        }
    }

    private static double? Median(IReadOnlyList<Measurement> measurements, Func<Measurement, double?> figure)
    {
        var known = measurements.Select(figure).OfType<double>().ToList();
        return known.Count == 0 ? null : Ratio.Median(known);
    }
}
