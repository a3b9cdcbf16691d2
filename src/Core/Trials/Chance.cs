namespace Viaduct.Core.Trials;

/// <summary>
/// The hypergeometric distribution: how rare it is to draw so many bad ones. Exact for any numbers, small or large
/// (Fisher's test, one-sided). Pure.
/// </summary>
internal static class Chance
{
    private const int SmallMax = 32;
    private const double Negligible = 1e-17;

    /// <summary>The chance to find at least so many bad ones among those drawn.</summary>
    /// <param name="bad">How many bad ones were drawn; more than could be expected.</param>
    /// <param name="drawn">How many were drawn.</param>
    /// <param name="allBad">How many bad ones there are.</param>
    /// <param name="all">How many there are.</param>
    public static double OfAtLeast(long bad, long drawn, long allBad, long all)
    {
        double term = Math.Exp(
            LogChoose(allBad, bad) + LogChoose(all - allBad, drawn - bad) - LogChoose(all, drawn));
        double sum = 0;
        for (long i = bad; i <= Math.Min(drawn, allBad); i++)
        {
            sum += term;
            double next = term * (allBad - i) / (i + 1) * (drawn - i) / (all - allBad - drawn + i + 1);
            // Beyond the most likely number each is rarer than the one before.
            if (next <= term && next <= sum * Negligible) break;
            term = next;
        }

        return Math.Min(1, sum);
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(long n)
    {
        if (n <= SmallMax)
        {
            double product = 1;
            for (long i = 2; i <= n; i++) product *= i;
            return Math.Log(product);
        }

        // Stirling's series; the first term left out is below 1e-13 here.
        double x = n;
        double square = x * x;
        return (x + 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
            + (1 - (1 / (30 * square)) + (1 / (105 * square * square))) / (12 * x);
    }
}
