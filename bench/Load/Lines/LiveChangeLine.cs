using Viaduct.Load.Live;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// How much longer the slowest message takes while the configuration changes than while it rests, at 500 per second.
/// </summary>
internal static class LiveChangeLine
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Adds the figures to a report: medians of the runs.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromSeconds(context.Options.Seconds);
        List<double> added = [];
        List<double> gaps = [];
        for (var run = 1; run <= context.Options.Repeats; run++)
        {
            await using var flow = new LiveFlow(context.Place());
            await flow.StartAsync(cancellationToken);
            // The first changes compile the code of the change itself, as the first messages do that of their way.
            await flow.RunAsync(ChangeAsync(flow, length, cancellationToken), cancellationToken);
            var rest = Task.Delay(length, TimeProvider.System, cancellationToken);
            var quiet = await flow.RunAsync(rest, cancellationToken);
            var before = flow.Version;
            var changing = await flow.RunAsync(ChangeAsync(flow, length, cancellationToken), cancellationToken);
            context.Say(
                $"{run}/{context.Options.Repeats} {flow.Version - before} changes: longest {changing.LongestMs:F1} ms, "
                + $"quiet {quiet.LongestMs:F1} ms; gap {changing.GapMs:F1} ms, quiet {quiet.GapMs:F1} ms");
            added.Add(Math.Max(0, changing.LongestMs - quiet.LongestMs));
            gaps.Add(changing.GapMs);
        }
        return report with { LiveChangeAddedMs = Ratio.Median(added), LiveChangeGapMs = Ratio.Median(gaps) };
    }

    private static async Task ChangeAsync(LiveFlow flow, TimeSpan length, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(length);
        while (!end.IsCancellationRequested)
        {
            await flow.ApplyAsync(cancellationToken);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
