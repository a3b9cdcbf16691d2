namespace Viaduct.Formats.Csv;

/// <summary>Values as they are written.</summary>
internal static class CsvText
{
    /// <summary>A value, in quotes if it needs them and there are any.</summary>
    public static string Of(ReadOnlySpan<char> value, CsvForm form) =>
        form.Quote is { } quote && value.IndexOfAny(form.Stops) >= 0
            ? quote + value.ToString().Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal) + quote
            : value.ToString();
}
