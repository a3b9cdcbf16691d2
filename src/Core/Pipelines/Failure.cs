namespace Viaduct.Core.Pipelines;

/// <summary>Why a stage could not do its work: a value, not an exception, because bad input is expected.</summary>
/// <param name="Code">A stable, documented code from <see cref="FailureCodes"/>.</param>
/// <param name="Text">What is wrong, why, and what to do, with the offending values shortened.</param>
/// <param name="Place">Where in the input, if known.</param>
public sealed record Failure(string Code, string Text, FailurePlace? Place = null)
{
    /// <summary>The text with its place in front, as shown to people.</summary>
    public override string ToString() => Place is null ? $"{Code}: {Text}" : $"{Code}: {Place}: {Text}";
}
