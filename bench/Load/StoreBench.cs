using Viaduct.Load.Lines;
using Viaduct.Load.Report;

namespace Viaduct.Load;

/// <summary>Runs the lines that are asked for on one store, and reports on them.</summary>
internal sealed class StoreBench(LineContext context)
{
    /// <summary>Runs them one after the other.</summary>
    public async Task<StoreReport> RunAsync(CancellationToken cancellationToken)
    {
        var report = new StoreReport();
        foreach (var line in context.Options.Lines)
        {
            report = await RunAsync(line, report, cancellationToken);
        }
        return report with { VoidReasons = VoidRules.Apply(context.Store, report, context.Options) };
    }

    private async Task<StoreReport> RunAsync(Line line, StoreReport report, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case Line.Speed:
                return await SpeedLine.RunAsync(context, report, cancellationToken);
            case Line.Latency:
                return await LatencyLine.RunAsync(context, report, cancellationToken);
            case Line.FanOut:
                return await PairLines.FanOutAsync(context, report, cancellationToken);
            case Line.Subscriptions:
                return await PairLines.SubscriptionsAsync(context, report, cancellationToken);
            case Line.Tracking:
                return await PairLines.TrackingAsync(context, report, cancellationToken);
            case Line.Bodies:
                return await PairLines.BodiesAsync(context, report, cancellationToken);
            case Line.TrackingPages:
                return await TrackingPagesLine.RunAsync(context, report, cancellationToken);
            case Line.Tracing:
                return await PairLines.TracingAsync(context, report, cancellationToken);
            case Line.CleanUp:
                return await PairLines.CleanUpAsync(context, report, cancellationToken);
            case Line.Backlog:
                return await BacklogLine.RunAsync(context, report, cancellationToken);
            case Line.OldSnapshot:
                return await OldSnapshotLine.RunAsync(context, report, cancellationToken);
            case Line.Growth:
                return await GrowthLine.RunAsync(context, report, cancellationToken);
            case Line.Http:
                return await HttpLine.RunAsync(context, report, cancellationToken);
            case Line.LiveChange:
                return await LiveChangeLine.RunAsync(context, report, cancellationToken);
            case Line.Idle when context.Options.Executable is { } executable:
                return await IdleLine.RunAsync(context, executable, report, cancellationToken);
            default:
                context.Say($"{line}: left out, because no published program is named (--executable)");
                return report;
        }
    }
}
