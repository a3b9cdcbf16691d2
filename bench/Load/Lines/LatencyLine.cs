using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>How long one message takes from received to sent at 100 per second, in all runs together.</summary>
internal static class LatencyLine
{
    private const int PerSecond = 100;

    /// <summary>Adds the figures to a report: medians of the runs.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        await using var viaduct = context.Viaduct("at 100/s", Shape.TwoHops);
        var driver = new LoadDriver(context.Workload with { PerSecond = PerSecond });
        List<Measurement> runs = [];
        // The first one compiles the code.
        for (var run = 0; run <= context.Options.Pairs; run++)
        {
            var measured = await driver.RunAsync(viaduct, cancellationToken);
            context.Say(
                $"{run}/{context.Options.Pairs} latency: p50 {measured.P50Ms:F2} ms, p99 {measured.P99Ms:F2} ms");
            if (run > 0)
            {
                runs.Add(measured);
            }
        }
        return report with
        {
            P50Ms = Ratio.Median(runs.Select(run => run.P50Ms ?? 0)),
            P99Ms = Ratio.Median(runs.Select(run => run.P99Ms ?? 0)),
        };
    }
}
