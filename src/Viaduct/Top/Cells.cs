using System.Globalization;
using System.Text;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Top;

/// <summary>Texts measured in the cells of a terminal: some characters take two, some none.</summary>
internal static class Cells
{
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>How many cells a text takes.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(rune => Of(rune));

    /// <summary>The text on one line; what would move the pen is shown instead of sent.</summary>
    public static string Safe(string text) => SafeText.Of(text.ReplaceLineEndings(" ").Replace('\t', ' '));

    /// <summary>The text, in exactly so many cells: cut, with a mark, or filled up.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="right">True to fill up in front.</param>
    public static string Fit(string text, int cells, bool right = false)
    {
        string cut = Cut(Safe(text), cells);
        string blanks = new(' ', cells - Of(cut));
        return right ? blanks + cut : cut + blanks;
    }

    /// <summary>The text in at most so many cells; what is cut ends with a mark.</summary>
    public static string Cut(string text, int cells)
    {
        if (cells <= 0) return "";
        if (text.Length <= cells && Ascii.IsValid(text)) return text;
        if (Of(text) <= cells) return text;
        var cut = new StringBuilder();
        int used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Of(rune) > cells - 1) break;
            cut.Append(rune.ToString());
            used += Of(rune);
        }

        return cut.Append('…').ToString();
    }

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        return Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }
}
