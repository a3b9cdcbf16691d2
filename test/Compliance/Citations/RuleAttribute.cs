namespace Viaduct.Compliance.Citations;

/// <summary>The test proves rules of <c>docs/concepts/message-box.md</c>.</summary>
public sealed class RuleAttribute(params int[] numbers)
    : CitationAttribute("rule", [.. numbers.Select(number => number.ToString())]);
