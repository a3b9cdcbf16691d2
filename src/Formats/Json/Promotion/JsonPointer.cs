namespace Viaduct.Formats.Json.Promotion;

/// <summary>JSON Pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The most names and numbers of a pointer.</summary>
    public const int TokensMax = 256;

    /// <summary>The names and numbers on the way from the whole document; none for the document itself.</summary>
    /// <exception cref="FormatException">It is no pointer; the message says why.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        if (text.Length == 0) return [];
        if (text[0] != '/')
            throw new FormatException(
                "a JSON Pointer begins with / and names what to go through, for example /lines/0/id");
        string[] tokens = text[1..].Split('/');
        if (tokens.Length > TokensMax) throw new FormatException($"a pointer goes at most {TokensMax} levels deep");
        for (int i = 0; i < tokens.Length; i++) tokens[i] = Unescape(tokens[i]);
        return tokens;
    }

    /// <summary>True if a token means the item with this number.</summary>
    public static bool IsIndex(string token, int index) =>
        int.TryParse(token, System.Globalization.NumberStyles.None, null, out int number) && number == index
            && (token.Length == 1 || token[0] != '0');

    private static string Unescape(string token)
    {
        for (int at = 0; (at = token.IndexOf('~', at)) >= 0; at++)
            if (at + 1 == token.Length || token[at + 1] is not ('0' or '1'))
                throw new FormatException("in a JSON Pointer ~ stands as ~0 or ~1 only: ~0 means ~, and ~1 means /");
        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
