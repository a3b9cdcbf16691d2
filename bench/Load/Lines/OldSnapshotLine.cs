using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// A transaction of another program stays open beside the load: the last quarter of its time against as long a stretch
/// just before it began.
/// </summary>
internal static class OldSnapshotLine
{
    private const int Quarters = 4;
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        List<double> ratios = [];
        for (var repeat = 1; repeat <= context.Options.Repeats; repeat++)
        {
            await using var place = context.Place();
            await using var viaduct = new ViaductContestant("Viaduct, old snapshot", place, Shape.TwoHops);
            ratios.Add(await RunAsync(context, viaduct, place, cancellationToken));
        }
        return report with { OldSnapshotRatio = Ratio.OfRuns(ratios) };
    }

    private static async Task<double> RunAsync(
        LineContext context, ViaductContestant viaduct, IBenchStore place, CancellationToken cancellationToken)
    {
        var quarter = TimeSpan.FromSeconds((double)context.Options.SnapshotSecondsOf(context.Store) / Quarters);
        await using var load = await RunningLoad.StartAsync(viaduct, context.Workload, cancellationToken);
        await load.RateAsync(context.Workload.WarmUp, cancellationToken);
        var before = await load.RateAsync(quarter, SayEvery, Say, cancellationToken);
        await using (await place.HoldSnapshotAsync(cancellationToken))
        {
            context.Say($"oldSnapshot: {before:N0}/s before, now it is open");
            await load.RateAsync(quarter * (Quarters - 1), SayEvery, Say, cancellationToken);
            var last = await load.RateAsync(quarter, SayEvery, Say, cancellationToken);
            context.Say($"oldSnapshot: {last:N0}/s in its last quarter");
            await load.StopAsync(cancellationToken);
            return last / before;
        }

        void Say(double rate) => context.Say($"oldSnapshot: {rate:N0}/s");
    }
}
