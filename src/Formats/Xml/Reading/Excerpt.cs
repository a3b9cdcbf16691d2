namespace Viaduct.Formats.Xml.Reading;

/// <summary>Shortens what comes from a document before it stands in a failure: no line ends, no novels.</summary>
internal static class Excerpt
{
    private const int NameMax = 100;
    private const int TextMax = 400;

    /// <summary>A name or value from a document.</summary>
    public static string Of(ReadOnlySpan<char> value) => Cut(value, NameMax);

    /// <summary>A sentence of the library, which may quote a document at length.</summary>
    public static string OfSentence(string sentence) => Cut(sentence, TextMax);

    private static string Cut(ReadOnlySpan<char> value, int max)
    {
        int length = Math.Min(value.Length, max);
        if (length > 0 && length < value.Length && char.IsHighSurrogate(value[length - 1])) length--;
        Span<char> kept = stackalloc char[length + 1];
        for (int i = 0; i < length; i++) kept[i] = char.IsControl(value[i]) ? ' ' : value[i];
        if (length < value.Length) kept[length++] = '…';
        return new string(kept[..length]);
    }
}
