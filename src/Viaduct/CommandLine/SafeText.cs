using System.Text;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// Texts for terminals. What comes out of messages and file names must not move the pen, ring, or change a title.
/// </summary>
internal static class SafeText
{
    /// <summary>The text with its control characters, line ends and tabs aside, shown instead of sent.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (IsUnsafe(c)) safe.Append($"\\u{(int)c:X4}");
            else safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>As <see cref="Of"/>, on one line and no longer than this.</summary>
    public static string Short(string? text, int lengthMax)
    {
        if (text is null) return "";
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        string line = Of(end < 0 ? text : text[..end]);
        return line.Length <= lengthMax && end < 0 ? line : line[..Math.Min(line.Length, lengthMax - 1)] + "…";
    }

    // C0 and C1 controls, and the marks that turn the direction of writing.
    private static bool IsUnsafe(char c) => (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
