namespace Viaduct.Compliance.Citations;

/// <summary>The test proves numbered sentences of a store's contract, as its XML documentation says them.</summary>
/// <param name="member">The member, as <c>ILogStore.CommitAsync</c>.</param>
/// <param name="numbers">The numbers of its sentences.</param>
public sealed class PromiseAttribute(string member, params int[] numbers)
    : CitationAttribute(member, [.. numbers.Select(number => number.ToString())]);
