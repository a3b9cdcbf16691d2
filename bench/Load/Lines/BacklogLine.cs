using System.Diagnostics;
using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// A million messages wait at a stopped port of the host that carries the load. Measured: the speed beside them, in the
/// last quarter of a run against as long a stretch before they came; and the speed at which they leave once the port is
/// started. The ratio of a run is the lower of the two. As many messages pass first as will wait: an empty store has
/// room in its buffers, and is faster than either.
/// </summary>
internal static class BacklogLine
{
    private const int Quarters = 4;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        List<(double Beside, double Drain, double DrainRate)> runs = [];
        for (var repeat = 1; repeat <= context.Options.Repeats; repeat++)
        {
            await using var viaduct = context.Viaduct("backlog", new Shape { HasWaitingPort = true });
            runs.Add(await RunAsync(context, viaduct, cancellationToken));
        }
        return report with
        {
            BacklogRatio = Ratio.OfRuns([.. runs.Select(run => Math.Min(run.Beside, run.Drain))]),
            BacklogBesideRatio = Ratio.OfRuns([.. runs.Select(run => run.Beside)]),
            BacklogDrainPerSecond = Ratio.Median(runs.Select(run => run.DrainRate)),
        };
    }

    private static async Task<(double Beside, double Drain, double DrainRate)> RunAsync(
        LineContext context, ViaductContestant viaduct, CancellationToken cancellationToken)
    {
        await using var load = await RunningLoad.StartAsync(viaduct, context.Workload, cancellationToken);
        var stretch = context.Workload.Duration;
        while (load.Delivered < context.Options.Backlog)
        {
            await load.RateAsync(context.Workload.WarmUp, cancellationToken);
        }
        var before = await load.RateAsync(stretch, cancellationToken);
        context.Say($"backlog: {before:N0}/s with none");
        await load.StopAsync(cancellationToken);
        await FillAsync(context, viaduct);
        load.Start();
        for (var quarter = 1; quarter < Quarters; quarter++)
        {
            var rate = await load.RateAsync(stretch, cancellationToken);
            context.Say($"backlog: {rate:N0}/s beside it, quarter {quarter}");
        }
        var beside = await load.RateAsync(stretch, cancellationToken);
        await load.StopAsync(cancellationToken);
        var drain = await DrainAsync(context, viaduct, cancellationToken);
        context.Say($"backlog: {beside:N0}/s beside it, last quarter; it leaves at {drain:N0}/s");
        return (beside / before, drain / before, drain);
    }

    private static async Task FillAsync(LineContext context, ViaductContestant viaduct)
    {
        var all = context.Options.Backlog;
        var tenth = Math.Max(1, all / 10);
        long taken = 0;
        await Task.WhenAll(Enumerable.Range(0, context.Workload.Publishers).Select(async publisher =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref taken) is var number && number <= all)
            {
                await viaduct.PublishWaitingAsync(new byte[context.Workload.BodyBytes]);
                if (number % tenth == 0)
                {
                    context.Say($"backlog: {number:N0} of {all:N0} wait");
                }
            }
        }));
    }

    private static async Task<double> DrainAsync(
        LineContext context, ViaductContestant viaduct, CancellationToken cancellationToken)
    {
        if (viaduct.WaitingDelivered > 0)
        {
            throw new InvalidOperationException($"{viaduct.WaitingDelivered} messages left a stopped port.");
        }
        var clock = Stopwatch.StartNew();
        await viaduct.StartWaitingPortAsync(cancellationToken);
        for (var said = TimeSpan.Zero; viaduct.WaitingDelivered < context.Options.Backlog;)
        {
            await Task.Delay(10, cancellationToken);
            if (clock.Elapsed - said > SayEvery)
            {
                said = clock.Elapsed;
                context.Say($"backlog: {viaduct.WaitingDelivered:N0} have left");
            }
            if (clock.Elapsed > DrainLimit)
            {
                throw new InvalidOperationException(
                    $"Only {viaduct.WaitingDelivered} of {context.Options.Backlog} left within {DrainLimit}.");
            }
        }
        return context.Options.Backlog / clock.Elapsed.TotalSeconds;
    }
}
