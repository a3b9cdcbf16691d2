using System.Text;

namespace Viaduct.Adapters.Http;

/// <summary>Texts from outside, made fit to be shown.</summary>
internal static class Text
{
    /// <summary>In quotes, shortened, without control characters.</summary>
    public static string Shown(string? text) => $"\"{Clean(text ?? "", 60)}\"";

    /// <summary>Without control characters and marks that turn the direction of writing; cut at a length.</summary>
    public static string Clean(ReadOnlySpan<char> text, int charactersMax)
    {
        var clean = new StringBuilder(Math.Min(text.Length, charactersMax) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= charactersMax)
            {
                clean.Append('…');
                break;
            }

            clean.Append(IsPlain(rune) ? rune.ToString() : " ");
        }

        return clean.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.Surrogate);
}
