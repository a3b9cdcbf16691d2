namespace Viaduct.Compliance.Citations;

/// <summary>The test attacks invariants of the architecture.</summary>
public sealed class InvariantAttribute(params int[] numbers)
    : CitationAttribute("invariant", [.. numbers.Select(number => number.ToString())]);
