namespace Viaduct.Core.Store;

/// <summary>What became of the interchanges of both versions of a trial.</summary>
/// <param name="Base">Those of the base.</param>
/// <param name="Candidate">Those of the candidate.</param>
public sealed record TrialCounts(TrialTally Base, TrialTally Candidate)
{
    /// <summary>Nothing counted.</summary>
    public static readonly TrialCounts None = new(default, default);
}
