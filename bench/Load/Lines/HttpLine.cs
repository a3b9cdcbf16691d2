using Viaduct.Load.Http;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// HTTP in to HTTP out, one durable hop, 64 connections: the adapter against bare Kestrel endpoints around the same
/// message box, and how long a message takes at 1,000 per second.
/// </summary>
internal static class HttpLine
{
    private const int PerSecond = 1_000;

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        await using var viaduct = new HttpContestant("Viaduct, http to http", context.Place(), isBare: false);
        await using var bare = new HttpContestant("bare endpoints", context.Place(), isBare: true);
        var workload = context.Workload with { Publishers = HttpContestant.Connections };
        var rounds = new InterleavedRounds(workload, (round, run) => context.Say(
            $"{round}/{context.Options.Pairs} {run.Contestant}: {run.MsgPerSecond:N0}/s, "
            + $"CPU {run.CpuMicrosPerMessage:F1} µs"));
        var runs = await rounds.RunAsync([viaduct, bare], context.Options.Pairs, cancellationToken);
        var driver = new LoadDriver(workload with { PerSecond = PerSecond });
        List<double> latencies = [];
        for (var run = 0; run < context.Options.Pairs; run++)
        {
            var measured = await driver.RunAsync(viaduct, cancellationToken);
            context.Say($"{run + 1}/{context.Options.Pairs} at {PerSecond}/s: p99 {measured.P99Ms:F2} ms");
            latencies.Add(measured.P99Ms ?? 0);
        }
        return report with
        {
            HttpMsgPerSecond = Ratio.Median(runs[viaduct].Select(run => run.MsgPerSecond)),
            HttpRatio = Measurement.Compare(runs[viaduct], runs[bare]),
            HttpP99Ms = Ratio.Median(latencies),
        };
    }
}
