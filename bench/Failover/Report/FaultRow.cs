namespace Viaduct.FailoverBench.Report;

/// <summary>What was measured of one fault.</summary>
/// <param name="Store">The store's name.</param>
/// <param name="Fault">The fault's name.</param>
/// <param name="Gaps">From the fault to the next message processed, in milliseconds, one per trial.</param>
/// <param name="Effects">What became of the messages.</param>
internal sealed record FaultRow(string Store, string Fault, IReadOnlyList<double> Gaps, Effects Effects)
{
    /// <summary>The gap that so many of a hundred trials do not exceed.</summary>
    public double Percentile(int percent)
    {
        var sorted = Gaps.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
    }
}
