using System.Buffers;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>SHA-256 thumbprints of certificates.</summary>
internal static class Thumbprints
{
    private const int Digits = 64;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>True if the text is a thumbprint; colons and spaces between its digits do not matter.</summary>
    public static bool IsOne(string? text) =>
        text is not null && Plain(text) is { Length: Digits } plain && !plain.AsSpan().ContainsAnyExcept(Hexadecimal);

    /// <summary>The digits alone, in upper case.</summary>
    public static string Plain(string text) =>
        text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}
