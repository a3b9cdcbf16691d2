namespace Viaduct.Core.Route;

/// <summary>A mistake in a filter.</summary>
/// <param name="Column">Where in the filter's text, from 1.</param>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="Why">Why that is a mistake.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record FilterError(int Column, string What, string Why, string Fix)
{
    /// <summary>For example <c>column 14: … Why: … Fix: …</c>.</summary>
    public override string ToString() => $"column {Column}: {What} Why: {Why} Fix: {Fix}";
}
