using System.Text;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Makes pieces of flat files visible in failures.</summary>
internal static class Shown
{
    private const int Max = 40;

    /// <summary>In quotes, shortened, control characters by name or number.</summary>
    public static string Quoted(string text) => Quoted(text.AsSpan());

    /// <summary>In quotes, shortened, control characters by name or number.</summary>
    public static string Quoted(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder("'");
        foreach (char c in text[..Math.Min(text.Length, Max)])
        {
            switch (c)
            {
                case '\r': result.Append("{CR}"); break;
                case '\n': result.Append("{LF}"); break;
                case '\t': result.Append("{TAB}"); break;
                case < ' ' or '\x7f' or '\ufffe' or '\uffff': result.Append($"{{0x{(int)c:X2}}}"); break;
                default: result.Append(char.IsSurrogate(c) ? '?' : c); break;
            }
        }

        return result.Append(text.Length > Max ? "…'" : "'").ToString();
    }
}
