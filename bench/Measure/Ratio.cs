namespace Viaduct.Measure;

/// <summary>A ratio of rates: the median over pairs, with its 90 % interval.</summary>
/// <param name="Value">The median of the pairs' ratios.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
public readonly record struct Ratio(double Value, double Low, double High)
{
    private const int Resamples = 10_000;
    private const double Outside = 0.05;

    /// <summary>
    /// The ratio of two contestants that ran in pairs. The interval comes from the bootstrap: the median of as many
    /// pairs, drawn with replacement, 10,000 times, without its lowest and highest twentieth.
    /// </summary>
    public static Ratio OfPairs(IEnumerable<double> ours, IEnumerable<double> theirs) =>
        OfSamples([.. ours.Zip(theirs, (one, other) => one / other)]);

    /// <summary>The median of samples with its interval.</summary>
    public static Ratio OfSamples(IReadOnlyList<double> samples)
    {
        var random = new Random(20_26);
        var medians = new double[Resamples];
        var drawn = new double[samples.Count];
        for (var sample = 0; sample < Resamples; sample++)
        {
            for (var index = 0; index < drawn.Length; index++)
            {
                drawn[index] = samples[random.Next(samples.Count)];
            }
            medians[sample] = Median(drawn);
        }
        Array.Sort(medians);
        return new(Median(samples), medians[(int)(Resamples * Outside)], medians[(int)(Resamples * (1 - Outside))]);
    }

    /// <summary>The median of a few long runs, with the lowest and the highest instead of an interval.</summary>
    public static Ratio OfRuns(IReadOnlyList<double> runs) => new(Median(runs), runs.Min(), runs.Max());

    /// <summary>The same ratio of something that counts so many times.</summary>
    public Ratio Times(double factor) => new(Value * factor, Low * factor, High * factor);

    /// <summary>The middle of some numbers, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>A bar is missed only when the whole interval lies below it.</summary>
    public bool Misses(double bar) => High < bar;
}
