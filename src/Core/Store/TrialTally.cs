namespace Viaduct.Core.Store;

/// <summary>What became of the interchanges of one version in a trial.</summary>
/// <param name="Good">Those that went through what differs, and of which nothing was suspended.</param>
/// <param name="Suspended">Those of which something was suspended.</param>
/// <param name="Failed">Attempts to deliver that failed and are made again; they decide nothing.</param>
public readonly record struct TrialTally(long Good, long Suspended, long Failed)
{
    /// <summary>All interchanges that count.</summary>
    public long Total => Good + Suspended;

    /// <summary>The sum of two.</summary>
    public static TrialTally operator +(TrialTally a, TrialTally b) => Add(a, b);

    /// <summary>The sum of two.</summary>
    public static TrialTally Add(TrialTally a, TrialTally b) =>
        new(a.Good + b.Good, a.Suspended + b.Suspended, a.Failed + b.Failed);
}
