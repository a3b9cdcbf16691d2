namespace Viaduct.Core.Route;

/// <summary>How large a filter may be. Beyond these a filter is a mistake or an attack.</summary>
public static class FilterLimits
{
    /// <summary>Characters of a filter.</summary>
    public const int TextLength = 16_384;

    /// <summary>Parentheses within parentheses.</summary>
    public const int Depth = 64;

    /// <summary>Comparisons of a filter.</summary>
    public const int Terms = 1_000;

    /// <summary>Characters of a text in quotes: no promoted value is longer, so nothing longer could match.</summary>
    public const int LiteralLength = 1_024;
}
