using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load;

/// <summary>The contestants on one store, run by turns, and the report on them.</summary>
/// <param name="Store">The store's name in the result.</param>
/// <param name="Limit">The hand-written limit on it.</param>
/// <param name="Peer">RabbitMQ; null where it is not compared.</param>
/// <param name="Place">Makes a place for Viaduct's store.</param>
internal sealed record StoreBench(string Store, IContestant Limit, IContestant? Peer, Func<IBenchStore> Place)
{
    /// <summary>The rate at which latency is measured.</summary>
    private const int LatencyPerSecond = 100;

    private const int FanOutWays = 10;

    /// <summary>Runs all of it.</summary>
    public async Task<StoreReport> RunAsync(LoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var workload = new Workload { Duration = TimeSpan.FromSeconds(options.Seconds) };
        await using var viaduct = Viaduct("two hops", Shape.TwoHops);
        var contestants = new[] { viaduct, Limit, Peer }.OfType<IContestant>().ToList();
        var rounds = new InterleavedRounds(workload, (round, run) => output.WriteLine(
            $"{Store} {round}/{options.Pairs} {run.Contestant}: {run.MsgPerSecond:N0}/s, "
            + $"CPU {run.CpuMicrosPerMessage:F1} µs, WAL {run.WalBytesPerMessage:N0} bytes a message"));
        var runs = await rounds.RunAsync(contestants, options.Pairs, cancellationToken);
        var report = Compare(viaduct, runs);
        var latency = await new LoadDriver(workload with { PerSecond = LatencyPerSecond })
            .RunAsync(viaduct, cancellationToken);
        report = report with { P50Ms = latency.P50Ms, P99Ms = latency.P99Ms };
        if (options.Lines)
        {
            report = await AddLinesAsync(report, rounds, options.Pairs, cancellationToken);
        }
        report = report with { VoidReasons = VoidRules.Apply(Store, report, options) };
        output.WriteLine(TableReport.Write(Store, runs, report));
        return report;
    }

    private StoreReport Compare(
        IContestant viaduct, IReadOnlyDictionary<IContestant, IReadOnlyList<Measurement>> runs)
    {
        var report = new StoreReport
        {
            LimitMsgPerSecond = MedianRate(runs[Limit]),
            RabbitMqMsgPerSecond = Peer is null ? null : MedianRate(runs[Peer]),
        };
        var own = runs[viaduct];
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

    private async Task<StoreReport> AddLinesAsync(
        StoreReport report, InterleavedRounds rounds, int pairs, CancellationToken cancellationToken)
    {
        var one = new Shape { FanOut = 1 };
        var ten = new Shape { FanOut = FanOutWays };
        var sameHost = await PairAsync(rounds, pairs, ten, one, FanOutWays, cancellationToken);
        var tenHosts = await PairAsync(
            rounds, pairs, ten with { HostPerPort = true }, one, FanOutWays, cancellationToken);
        return report with
        {
            FanOutRatio = sameHost.Value < tenHosts.Value ? sameHost : tenHosts,
            SubscriptionsRatio = await PairAsync(
                rounds, pairs, new Shape { Subscriptions = 10_000 }, new Shape { Subscriptions = 10 }, 1,
                cancellationToken),
            TrackingRatio = await PairAsync(
                rounds, pairs, Shape.TwoHops, new Shape { Tracks = false }, 1, cancellationToken),
        };
    }

    /// <summary>The ratio of two shapes, each message of the first counting so many times.</summary>
    private async Task<Ratio> PairAsync(
        InterleavedRounds rounds, int pairs, Shape ours, Shape theirs, int times, CancellationToken cancellationToken)
    {
        await using var first = Viaduct(ours.ToString(), ours);
        await using var second = Viaduct(theirs.ToString(), theirs);
        var runs = await rounds.RunAsync([first, second], pairs, cancellationToken);
        var ratio = Ratio.OfPairs(runs[first], runs[second]);
        return new Ratio(ratio.Value * times, ratio.Low * times, ratio.High * times);
    }

    private ViaductContestant Viaduct(string what, Shape shape) => new($"Viaduct, {what}", Place(), shape);

    private static double MedianRate(IReadOnlyList<Measurement> runs) =>
        Ratio.Median(runs.Select(run => run.MsgPerSecond));
}
