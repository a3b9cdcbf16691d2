namespace Viaduct.Formats.Json.Reading;

/// <summary>The grammar of numbers in JSON.</summary>
internal static class JsonNumber
{
    /// <summary>The longest number, in characters.</summary>
    public const int CharactersMax = 4096;

    /// <summary>True if a text is a number and nothing else.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        int at = text.StartsWith('-') ? 1 : 0;
        int whole = Digits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = Digits(text[(at + 1)..]);
            if (fraction == 0) return false;
            at += 1 + fraction;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-') at++;
            int exponent = Digits(text[at..]);
            if (exponent == 0) return false;
            at += exponent;
        }

        return at == text.Length;
    }

    /// <summary>
    /// A number in a form that XML Schema allows, as JSON writes it: no plus sign, no zeros in front, digits on both
    /// sides of the point.
    /// </summary>
    /// <returns>Null if it is none, such as INF.</returns>
    public static string? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n");
        if (Is(text)) return text.ToString();
        string sign = text.StartsWith('-') ? "-" : "";
        if (text.StartsWith('-') || text.StartsWith('+')) text = text[1..];
        int whole = Digits(text);
        var rest = text[whole..];
        var front = text[..whole].TrimStart('0');
        int fraction = rest.StartsWith('.') ? Digits(rest[1..]) : 0;
        if (whole + fraction == 0) return null;
        if (rest.StartsWith('.') && fraction == 0) rest = rest[1..];
        string found = string.Concat(sign, front.IsEmpty ? "0" : front, rest);
        return Is(found) ? found : null;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
