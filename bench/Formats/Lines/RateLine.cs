using System.Diagnostics;
using Viaduct.FormatsBench.Report;

namespace Viaduct.FormatsBench.Lines;

/// <summary>The product against a bare loop over the same work, in pairs, there and back again.</summary>
/// <param name="name">The line's name in the result.</param>
/// <param name="perSecond">What is counted.</param>
/// <param name="bar">The least ratio.</param>
/// <param name="work">How much one call does, in what is counted.</param>
/// <param name="ours">The product's call.</param>
/// <param name="bare">The bare loop's call.</param>
internal sealed class RateLine(
    string name, string perSecond, double bar, double work, Func<Task> ours, Func<Task> bare)
{
    /// <summary>Measures.</summary>
    public async Task<Figure> RunAsync(BenchOptions options, TextWriter progress)
    {
        List<double> own = [], others = [];
        // The first round only warms up.
        for (int round = 0; round <= options.Pairs; round++)
        {
            bool isOursFirst = round % 2 == 0;
            double first = await RateAsync(isOursFirst ? ours : bare, options.Duration);
            double second = await RateAsync(isOursFirst ? bare : ours, options.Duration);
            var (one, other) = isOursFirst ? (first, second) : (second, first);
            progress.WriteLine($"{name} {round}/{options.Pairs}: {one:N1} {perSecond}, bare {other:N1}");
            if (round == 0) continue;
            own.Add(one);
            others.Add(other);
        }

        return new Figure(name, perSecond, Ratio.Median(own))
        {
            Bare = Ratio.Median(others), Ratio = Ratio.OfPairs(own, others), Bar = bar,
        };
    }

    private async Task<double> RateAsync(Func<Task> call, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        int calls = 0;
        do
        {
            await call();
            calls++;
        }
        while (clock.Elapsed < duration);
        return work * calls / clock.Elapsed.TotalSeconds;
    }
}
