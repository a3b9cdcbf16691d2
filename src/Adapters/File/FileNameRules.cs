using System.Buffers;
using System.Globalization;
using System.Text;

namespace Viaduct.Adapters.File;

/// <summary>
/// Which names a file may have. Names come from outside and go outside, so the rules are those of the strictest system
/// that they may meet: a name that is good here is good on Linux and on Windows.
/// </summary>
internal static class FileNameRules
{
    /// <summary>The longest name in bytes of UTF-8.</summary>
    public const int BytesMax = 255;

    private const int ShownCharactersMax = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\<>:\"|?*");

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Why a file must not be written under this name, or null if it may.</summary>
    public static string? ObjectionToWriting(string name)
    {
        if (name.Length == 0) return "it is empty";
        if (name is "." or "..") return "it names a folder, not a file";
        int wrong = name.AsSpan().IndexOfAny(Forbidden);
        if (wrong >= 0) return $"it holds '{name[wrong]}', which separates folders or is forbidden on Windows";
        if (ObjectionToCharacters(name) is { } objection) return objection;
        if (name[^1] is '.' or ' ') return "it ends with a dot or a blank, which Windows drops";
        if (Encoding.UTF8.GetByteCount(name) is > BytesMax and var bytes)
            return $"it has {bytes} bytes, and {BytesMax} is the most that file systems take";
        if (Devices.Contains(name.Split('.')[0].TrimEnd(' '))) return "it is the name of a device on Windows";
        return ClaimedName.IsReserved(name) ? "names with this ending are the adapter's own" : null;
    }

    /// <summary>
    /// Why a name cannot be worked with at all: what it holds cannot be shown, or does not name one file.
    /// </summary>
    public static string? ObjectionToCharacters(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsControl(c)) return $"it holds the control character U+{(int)c:X4}";
            if (c is '\u2028' or '\u2029' || IsDirectionMark(c))
                return $"it holds U+{(int)c:X4}, which makes it look like another name";
            // What stands for bytes that are not UTF-8 leads back to no file.
            if (c == '\uFFFD') return "it is not valid UTF-8";
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsSurrogatePair(name, i)) return "it is not valid Unicode";
            i++;
        }

        return null;
    }

    /// <summary>The name as logs and failures show it: nothing in it can act on a terminal or forge a line.</summary>
    public static string Shown(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (text.Length >= ShownCharactersMax)
            {
                text.Append('…');
                break;
            }

            bool isPlain = !char.IsControl(c) && !char.IsSurrogate(c) && c != '\\'
                && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
            if (isPlain) text.Append(c);
            else if (c == '\\') text.Append(@"\\");
            else text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return text.ToString();
    }

    /// <summary>As much of the name as fits, never a half character.</summary>
    public static string Cut(string name, int bytesMax)
    {
        int bytes = 0;
        int end = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax) return name[..end];
            end += rune.Utf16SequenceLength;
        }

        return name;
    }

    // Marks that reverse or isolate what follows: "cod.exe" may be shown as "exe.doc".
    private static bool IsDirectionMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        or '\u200E' or '\u200F' or '\u061C';
}
