using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>Two durable hops, without and with a receipt for each message, beside the limit and the peer.</summary>
internal static class SpeedLine
{
    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        await using var viaduct = context.Viaduct("two hops", Shape.TwoHops);
        await using var receipts = context.Viaduct("a receipt each", new Shape { Receipts = ReceiptKind.Claim });
        await using var hashes = context.Viaduct("a hashed one each", new Shape { Receipts = ReceiptKind.Hash });
        var (limit, peer) = (context.Limit, context.Peer);
        var contestants = new[] { viaduct, limit, receipts, hashes, peer }.OfType<IContestant>().ToList();
        var runs = await context.RunByTurnsAsync(contestants, cancellationToken);
        var own = runs[viaduct];
        var all = own.Concat(runs[receipts]).Concat(runs[hashes]).ToList();
        return report with
        {
            Contestants = [.. runs.Select(run => new ContestantRow(run.Key.Name, run.Value))],
            MsgPerSecond = MedianRate(own),
            LimitMsgPerSecond = MedianRate(runs[limit]),
            RabbitMqMsgPerSecond = peer is null ? null : MedianRate(runs[peer]),
            RatioToLimit = Measurement.Compare(own, runs[limit]),
            RatioToRabbitMq = peer is null ? null : Measurement.Compare(own, runs[peer]),
            ReceiptsMsgPerSecond = MedianRate(runs[receipts]),
            ReceiptsRatioToLimit = Measurement.Compare(runs[receipts], runs[limit]),
            ReceiptsRatioToRabbitMq = peer is null ? null : Measurement.Compare(runs[receipts], runs[peer]),
            HashedReceiptsRatioToLimit = Measurement.Compare(runs[hashes], runs[limit]),
            CpuMicrosPerMessage = Ratio.Median(own.Select(run => run.CpuMicrosPerMessage)),
            WalBytesPerMessage = Ratio.Median(own.Select(run => run.WalBytesPerMessage ?? 0)),
            TrackerLagSeconds = all.Max(run => run.TrackerLagSeconds),
        };
    }

    private static double MedianRate(IReadOnlyList<Measurement> runs) =>
        Ratio.Median(runs.Select(run => run.MsgPerSecond));
}
