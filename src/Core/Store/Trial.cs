namespace Viaduct.Core.Store;

/// <summary>A version that is tried on a share of what comes in (rule 90).</summary>
/// <param name="Number">Its number; never used again.</param>
/// <param name="BaseHash">The configuration that is active, and stays so if the trial is withdrawn.</param>
/// <param name="CandidateHash">The configuration that is tried.</param>
/// <param name="Share">How much the candidate gets, in 1/10,000.</param>
/// <param name="BegunAt">When it began, by the store's clock.</param>
public sealed record Trial(long Number, string BaseHash, string CandidateHash, int Share, DateTimeOffset BegunAt)
{
    /// <summary>What a share is a part of.</summary>
    public const int Whole = 10_000;

    /// <summary>When it ends by itself.</summary>
    public TrialTerms Terms { get; init; } = new();
}
