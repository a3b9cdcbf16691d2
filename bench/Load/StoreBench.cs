using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load;

/// <summary>The contestants on one store, run by turns, and the report on them.</summary>
/// <param name="Store">The store's name in the result.</param>
/// <param name="Limit">The hand-written limit on it.</param>
/// <param name="Peer">RabbitMQ; null where it is not compared.</param>
/// <param name="Viaduct">Viaduct on it; null to look at the others alone.</param>
internal sealed record StoreBench(string Store, IContestant Limit, IContestant? Peer, IContestant? Viaduct)
{
    /// <summary>The rate at which latency is measured.</summary>
    private const int LatencyPerSecond = 100;

    /// <summary>Runs all of it.</summary>
    public async Task<StoreReport> RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var workload = new Workload { Duration = TimeSpan.FromSeconds(options.Seconds) };
        var contestants = new[] { Viaduct, Limit, Peer }.OfType<IContestant>().ToList();
        var rounds = new InterleavedRounds(workload, (round, run) => output.WriteLine(
            $"{Store} {round}/{options.Pairs} {run.Contestant}: {run.MsgPerSecond:N0}/s, "
            + $"CPU {run.CpuMicrosPerMessage:F1} µs, WAL {run.WalBytesPerMessage:N0} bytes a message"));
        var runs = await rounds.RunAsync(contestants, options.Pairs, cancellationToken);
        var report = Compare(runs);
        if (Viaduct is not null)
        {
            var latency = await new LoadDriver(workload with { PerSecond = LatencyPerSecond })
                .RunAsync(Viaduct, cancellationToken);
            report = report with { P50Ms = latency.P50Ms, P99Ms = latency.P99Ms };
        }
        report = report with { VoidReasons = VoidRules.Apply(Store, report, options) };
        output.WriteLine(TableReport.Write(Store, runs, report));
        return report;
    }

    private StoreReport Compare(IReadOnlyDictionary<IContestant, IReadOnlyList<Measurement>> runs)
    {
        var report = new StoreReport
        {
            LimitMsgPerSecond = MedianRate(runs[Limit]),
            RabbitMqMsgPerSecond = Peer is null ? null : MedianRate(runs[Peer]),
        };
        if (Viaduct is null)
        {
            return report;
        }
        var own = runs[Viaduct];
        return report with
        {
            MsgPerSecond = MedianRate(own),
            RatioToLimit = Ratio.OfPairs(own, runs[Limit]),
            RatioToRabbitMq = Peer is null ? null : Ratio.OfPairs(own, runs[Peer]),
            CpuMicrosPerMessage = Ratio.Median(own.Select(run => run.CpuMicrosPerMessage)),
            WalBytesPerMessage = own.All(run => run.WalBytesPerMessage is null)
                ? null
                : Ratio.Median(own.Select(run => run.WalBytesPerMessage ?? 0)),
            TrackerLagSeconds = own.Max(run => run.TrackerLagSeconds),
        };
    }

    private static double MedianRate(IReadOnlyList<Measurement> runs) =>
        Ratio.Median(runs.Select(run => run.MsgPerSecond));
}
