namespace Viaduct.Core.Store;

/// <summary>How a trial ends.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Outcome">What becomes of its candidate.</param>
/// <param name="Reason">Why, for people; at most <see cref="ReasonMax"/> characters.</param>
public sealed record TrialDecision(long Number, TrialOutcome Outcome, string Reason)
{
    /// <summary>The most characters of a reason.</summary>
    public const int ReasonMax = 4_000;

    /// <summary>Why a trial ends that was under way when a configuration was applied (rule 92).</summary>
    public const string Applied = "A configuration was applied meanwhile.";
}
