using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;

namespace Viaduct.Load.Lines;

/// <summary>
/// Ten million messages pass, with a receipt each, while everything that is done goes after a minute: so nothing may
/// grow. Watched: bytes and rows of every table and file, the highest in the last quarter against the highest in the
/// quarter before; and the speed in these quarters.
/// </summary>
internal static class GrowthLine
{
    private const int Quarters = 4;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(2);

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, StoreReport report, CancellationToken cancellationToken)
    {
        List<double> speeds = [];
        List<GrowthRow> grown = [];
        for (var repeat = 1; repeat <= context.Options.Repeats; repeat++)
        {
            await using var place = context.Place();
            var shape = new Shape { Receipts = ReceiptKind.Claim, Kept = Shape.KeptForAMinute };
            await using var viaduct = new ViaductContestant("Viaduct, growth", place, shape);
            var (speed, rows) = await RunAsync(context, viaduct, place, cancellationToken);
            speeds.Add(speed);
            grown.AddRange(rows.Where(row => row.HasGrown(context.Options.Growth / Quarters)));
            rows.ToList().ForEach(row => context.Say($"growth: {row}"));
        }
        return report with
        {
            GrowthSpeedRatio = Ratio.OfRuns(speeds),
            // As with every bar: missed when all runs lie on the wrong side.
            Grown =
            [
                .. grown.GroupBy(row => row.Name).Where(runs => runs.Count() == context.Options.Repeats)
                    .Select(runs => runs.Key),
            ],
        };
    }

    private static async Task<(double Speed, IReadOnlyList<GrowthRow> Rows)> RunAsync(
        LineContext context, ViaductContestant viaduct, IBenchStore place, CancellationToken cancellationToken)
    {
        await using var load = await RunningLoad.StartAsync(viaduct, context.Workload, cancellationToken);
        await load.RateAsync(context.Workload.WarmUp, cancellationToken);
        var rates = new double[Quarters];
        var peaks = new Dictionary<string, TableSize>[Quarters];
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            peaks[quarter] = [];
            var from = load.Mark();
            var end = load.Delivered + (context.Options.Growth / Quarters);
            while (load.Delivered < end)
            {
                await Task.Delay(SampleEvery, cancellationToken);
                Raise(peaks[quarter], await place.MeasureTablesAsync(cancellationToken));
            }
            rates[quarter] = load.RateSince(from);
            context.Say($"growth: {load.Delivered:N0} messages, {rates[quarter]:N0}/s, "
                + $"{peaks[quarter].Values.Sum(size => size.Bytes) >> 20:N0} MB at most");
        }
        await load.StopAsync(cancellationToken);
        var (before, last) = (peaks[Quarters - 2], peaks[Quarters - 1]);
        return (rates[^1] / rates[^2],
            [.. last.Select(entry => new GrowthRow(entry.Key, before.GetValueOrDefault(entry.Key), entry.Value))]);
    }

    private static void Raise(Dictionary<string, TableSize> peaks, IReadOnlyDictionary<string, TableSize> now)
    {
        foreach (var (name, size) in now)
        {
            peaks[name] = peaks.GetValueOrDefault(name).OrMore(size);
        }
    }
}
