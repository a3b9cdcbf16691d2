using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Limits on a document that no configuration needs to change, and the failures of all limits.</summary>
internal static class DocumentLimits
{
    /// <summary>The most attributes of one element. Checking them for duplicates takes quadratic time.</summary>
    public const int Attributes = 32_768;

    /// <summary>The most different names of elements, attributes and prefixes in one document.</summary>
    public const int Names = 100_000;

    /// <summary>Written values may be this many times longer than promoted ones, which are compared.</summary>
    public const int WrittenFactor = 32;

    /// <summary>A value, a start tag, a comment or an instruction is too long.</summary>
    public static DocumentFaultException ValueTooLong(int limit, FailurePlace place) => Exceeded(
        $"A text, attribute, comment, CDATA section, instruction or tag is longer than {limit:N0} characters. Raise "
            + "limits.valueCharacters if this is intended.",
        place);

    /// <summary>The elements are nested too deeply.</summary>
    public static DocumentFaultException TooDeep(int limit, FailurePlace place) => Exceeded(
        $"The elements are nested deeper than {limit:N0} levels. Raise limits.depth if this is intended.", place);

    /// <summary>An element has too many attributes.</summary>
    public static DocumentFaultException TooManyAttributes(FailurePlace place) => Exceeded(
        $"An element has more than {Attributes:N0} attributes. Have the sender use elements instead.", place);

    /// <summary>The document uses too many different names.</summary>
    public static DocumentFaultException TooManyNames() => Exceeded(
        $"The document uses more than {Names:N0} different names. Have the sender put varying text into values, "
            + "not into names.",
        null);

    private static DocumentFaultException Exceeded(string text, FailurePlace? place) =>
        new(new Failure(FailureCodes.Limit, text, place));
}
