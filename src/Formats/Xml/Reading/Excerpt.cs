namespace Viaduct.Formats.Xml.Reading;

/// <summary>Shortens what comes from a document before it stands in a failure: no line ends, no novels.</summary>
internal static class Excerpt
{
    private const int NameMax = 100;
    private const int HalfSentenceMax = 200;

    /// <summary>A name or value from a document: its start.</summary>
    public static string Of(string value) =>
        value.Length <= NameMax ? OneLine(value) : OneLine(value[..Whole(value, NameMax)]) + "…";

    /// <summary>
    /// A sentence of the library, which may quote a document at length: its start, and its end, where it says what is
    /// wrong with that.
    /// </summary>
    public static string OfSentence(string sentence)
    {
        if (sentence.Length <= 2 * HalfSentenceMax) return OneLine(sentence);
        int end = Whole(sentence, sentence.Length - HalfSentenceMax);
        return OneLine($"{sentence[..Whole(sentence, HalfSentenceMax)]} … {sentence[end..]}");
    }

    // Not in the middle of a pair of surrogates.
    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static string OneLine(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (int i = 0; i < target.Length; i++) target[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
