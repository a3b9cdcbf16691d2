using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>Viaduct against itself in another shape, in pairs.</summary>
internal static class PairLines
{
    private const int Ways = 10;

    /// <summary>Deliveries per second to ten ports against to one: ten ports of one host, and of a host each.</summary>
    public static async Task<StoreReport> FanOutAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        var one = new Shape { FanOut = 1 };
        var ten = new Shape { FanOut = Ways };
        var oneHost = await PairAsync(
            context, ("to ten ports of a host", ten), ("to one port", one), cancellationToken);
        var tenHosts = await PairAsync(
            context, ("to ten hosts", ten with { HostPerPort = true }), ("to one port", one), cancellationToken);
        return report with { FanOutRatio = oneHost.Times(Ways), FanOutHostsRatio = tenHosts.Times(Ways) };
    }

    /// <summary>10,000 subscriptions against ten.</summary>
    public static async Task<StoreReport> SubscriptionsAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken) => report with
        {
            SubscriptionsRatio = await PairAsync(
                context, ("10,000 subscriptions", new Shape { Subscriptions = 10_000 }),
                ("10 subscriptions", new Shape { Subscriptions = 10 }), cancellationToken),
        };

    /// <summary>With event tracking against without.</summary>
    public static async Task<StoreReport> TrackingAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken) => report with
        {
            TrackingRatio = await PairAsync(
                context, ("tracked", Shape.TwoHops), ("not tracked", new Shape { Tracks = false }), cancellationToken),
        };

    /// <summary>With the body of each message tracked as it came in and as it went out against without.</summary>
    public static async Task<StoreReport> BodiesAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken) => report with
        {
            BodiesRatio = await PairAsync(
                context, ("bodies tracked", new Shape { TracksBodies = true }), ("no bodies tracked", Shape.TwoHops),
                cancellationToken),
        };

    /// <summary>
    /// With traces exported against without: as many as begin by default, and to inform those of every message; and
    /// with metrics exported.
    /// </summary>
    public static async Task<StoreReport> TracingAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        await using var off = context.Viaduct("not traced", Shape.TwoHops);
        await using var traces = context.Viaduct("traced", new Shape { Exports = ExportKind.Traces });
        await using var all = context.Viaduct("all traced", new Shape { Exports = ExportKind.AllTraces });
        await using var metrics = context.Viaduct("metrics exported", new Shape { Exports = ExportKind.Metrics });
        var runs = await context.RunByTurnsAsync([traces, off, all, metrics], cancellationToken);
        return report with
        {
            TracingRatio = Measurement.Compare(runs[traces], runs[off]),
            TracingAllRatio = Measurement.Compare(runs[all], runs[off]),
            MetricsRatio = Measurement.Compare(runs[metrics], runs[off]),
        };
    }

    /// <summary>With clean-up against without, everything going as soon as it is done.</summary>
    public static async Task<StoreReport> CleanUpAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken) => report with
        {
            CleanUpRatio = await PairAsync(
                context, ("cleaned up", new Shape { Kept = Shape.NothingKept }),
                ("not cleaned up", new Shape { Kept = null }), cancellationToken),
        };

    private static async Task<Ratio> PairAsync(
        LineContext context, (string What, Shape Shape) ours, (string What, Shape Shape) theirs,
        CancellationToken cancellationToken)
    {
        await using var first = context.Viaduct(ours.What, ours.Shape);
        await using var second = context.Viaduct(theirs.What, theirs.Shape);
        var runs = await context.RunByTurnsAsync([first, second], cancellationToken);
        return Measurement.Compare(runs[first], runs[second]);
    }
}
