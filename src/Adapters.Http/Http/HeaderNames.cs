using System.Buffers;
using System.Collections.Frozen;

namespace Viaduct.Adapters.Http;

/// <summary>Names and values of headers.</summary>
internal static class HeaderNames
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> Visible = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x5f).Select(c => (char)c)]);

    private static readonly FrozenSet<string> Own = new[]
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect",
        "Proxy-Authorization", "Keep-Alive", "Proxy-Connection", "Authorization", "Content-Type",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if it may be the name of a header.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 200 && !name.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>True if the client sets it itself, or another option does.</summary>
    public static bool IsOwn(string name) => Own.Contains(name);

    /// <summary>
    /// The value as a header may carry it: whatever is not visible ASCII is percent-encoded, so that no value can end
    /// its line.
    /// </summary>
    public static string Value(string text)
    {
        text = text.Trim(' ');
        if (!text.AsSpan().ContainsAnyExcept(Visible)) return text;
        var safe = new System.Text.StringBuilder(text.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Visible.Contains((char)rune.Value))
            {
                safe.Append((char)rune.Value);
                continue;
            }

            int count = rune.EncodeToUtf8(bytes);
            foreach (byte b in bytes[..count]) safe.Append($"%{b:X2}");
        }

        return safe.ToString();
    }
}
