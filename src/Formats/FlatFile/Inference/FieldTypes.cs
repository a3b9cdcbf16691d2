using System.Globalization;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>
/// Proposes types of fields: only what every value is. They are checked only where validation is asked for.
/// </summary>
internal static class FieldTypes
{
    private const int DigitsMax = 18;

    /// <summary>The type of a column.</summary>
    public static string Of(IReadOnlyCollection<string> values)
    {
        if (values.Count == 0) return "xs:string";
        if (values.All(IsInteger)) return "xs:integer";
        if (values.All(IsDecimal)) return "xs:decimal";
        return values.All(IsDate) ? "xs:date" : "xs:string";
    }

    /// <summary>True for numbers and dates, which are no names of columns.</summary>
    public static bool IsValue(string text) => IsDate(text) || (text.Length > 0
        && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '+' or '/' or ':' or ' '));

    // What has zeros in front is a code, not a number.
    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        return text.Length - digits.Length <= 1 && digits.Length is > 0 and <= DigitsMax
            && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
    }

    private static bool IsDecimal(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0) return IsInteger(text);
        var fraction = text.AsSpan(point + 1);
        return fraction.Length is > 0 and <= DigitsMax && !fraction.ContainsAnyExceptInRange('0', '9')
            && (text[..point] == "-0" || IsInteger(text[..point]));
    }

    private static bool IsDate(string text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
