namespace Viaduct.Core.Store;

/// <summary>A trial to be begun.</summary>
/// <param name="BaseHash">The hash that must be active.</param>
/// <param name="CandidateHash">The SHA-256 of the candidate's package, in lower-case hexadecimal; another one.</param>
/// <param name="Package">The candidate's package.</param>
/// <param name="Share">How much the candidate gets, in 1/10,000: 1 to 9,999.</param>
/// <param name="Terms">When it ends by itself.</param>
public sealed record TrialStart(
    string BaseHash, string CandidateHash, ReadOnlyMemory<byte> Package, int Share, TrialTerms Terms)
{
    /// <summary>For stores: refuses what is no trial.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Check(TrialStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        bool isSound = start.Share is > 0 and < Trial.Whole && start.BaseHash != start.CandidateHash
            && start.Terms.Margin is >= 0 and <= Trial.Whole && start.Terms.AcceptAfter is null or > 0
            && !(start.Terms.AcceptAfterTime <= TimeSpan.Zero);
        if (!isSound) throw new ArgumentException($"{start} is no trial.", nameof(start));
    }
}
