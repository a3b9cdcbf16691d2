using System.Buffers;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Converting;

/// <summary>Finds the characters that a document may have and XML may not.</summary>
internal static class XmlCharacters
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r'])]);

    /// <summary>Where a text has such a character; -1 if it has none.</summary>
    public static int IndexIn(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Controls) is var control && control >= 0 ? control : text.IndexOfAnyInRange('\uFFFE', '\uFFFF');

    /// <summary>Why a text with such a character is refused.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where in it the character is.</param>
    /// <param name="place">Where the text is.</param>
    public static DocumentFaultException Fault(ReadOnlySpan<char> text, int at, FailurePlace place) => new(new Failure(
        FailureCodes.BadInput,
        $"The text {Shown.Quoted(text[Math.Max(0, at - 10)..])} has the character U+{(int)text[at]:X4}, which XML does "
            + "not allow. Have the sender leave it out, or receive the messages without turning them into XML.",
        place));
}
