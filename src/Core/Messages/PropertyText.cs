using System.Globalization;

namespace Viaduct.Core.Messages;

/// <summary>
/// Reads the text of a property as a value of a kind, in the lexical forms of XML Schema. One place, so that a value
/// in a document, in a filter and in configuration always means the same.
/// </summary>
public static class PropertyText
{
    private const NumberStyles Numbers =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd", "yyyy-MM-ddzzz",
    ];

    /// <summary>
    /// Reads <paramref name="text"/> as <paramref name="kind"/>: text as it is, decimal numbers (an exponent is
    /// allowed), <c>true</c>, <c>false</c>, <c>1</c> and <c>0</c>, and ISO 8601 dates and times. A time without an
    /// offset is UTC; digits beyond 100 nanoseconds are cut.
    /// </summary>
    /// <returns>False if the text is not of that kind or out of range.</returns>
    public static bool TryParse(PropertyValueKind kind, string text, out PropertyValue value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        switch (kind)
        {
            case PropertyValueKind.String:
                value = PropertyValue.From(text);
                return true;
            case PropertyValueKind.Number when TryNumber(text.AsSpan().Trim(), out decimal number):
                value = PropertyValue.From(number);
                return true;
            case PropertyValueKind.Instant when TryInstant(text.AsSpan().Trim(), out var instant):
                value = PropertyValue.From(instant);
                return true;
            case PropertyValueKind.Boolean when TryBoolean(text.AsSpan().Trim(), out bool truth):
                value = PropertyValue.From(truth);
                return true;
            default:
                return false;
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out decimal number) =>
        decimal.TryParse(text, Numbers, CultureInfo.InvariantCulture, out number);

    private static bool TryBoolean(ReadOnlySpan<char> text, out bool truth)
    {
        truth = text is "true" or "1";
        return truth || text is "false" or "0";
    }

    private static bool TryInstant(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        const int FractionDigits = 7;
        int point = text.IndexOf('.');
        if (point > 0)
        {
            int end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            int keep = Math.Min(end, point + 1 + FractionDigits);
            if (keep < end) text = string.Concat(text[..keep], text[end..]);
        }

        if (text.EndsWith("Z") && !text.Contains('T')) text = text[..^1];
        return DateTimeOffset.TryParseExact(
            text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }
}
