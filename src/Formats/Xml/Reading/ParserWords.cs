using System.Xml;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// What the library's parser says to faults that deserve better advice than "not well-formed". Its words are learned
/// by showing it such documents, so that no text of the library stands here and none is compared by guess.
/// </summary>
internal static class ParserWords
{
    private static readonly string Dtd = Said("<!DOCTYPE a><a/>");
    private static readonly string NoRoot = Said("");
    private static readonly string SecondRoot = Said("<a/><a/>");
    private static readonly string TextOutside = Said("<a/>x");

    /// <summary>The sentence of the parser without its place, and what to do.</summary>
    public static (string Sentence, string Advice) Of(XmlException exception)
    {
        string sentence = WithoutPlace(exception);
        if (sentence == Dtd)
            return ("The document has a DTD (<!DOCTYPE …>).", "DTDs, entities and whatever they point to are never "
                + "read, because they let a sender read files or fill the memory. Have it sent without a DTD.");
        if (sentence == NoRoot)
            return ("The document has no root element.", "Have the sender check why it sends a document without one; "
                + "in a pipeline, what is no XML goes round the xml component.");
        if (sentence == SecondRoot)
            return ("The document has more than one root element.", "One document has one root. Have the sender put "
                + "the documents into separate files, or into one envelope.");
        if (sentence == TextOutside)
            return ("There is something other than elements at the root of the document.", "If this is the start, it "
                + "is no XML: JSON, CSV and flat files have formats of their own, and in a pipeline other bytes go "
                + "round the xml component. If it is the end, have the sender remove it.");
        return (sentence, "The document is not well-formed XML: have the sender correct it.");
    }

    private static string Said(string document)
    {
        using var reader = XmlReader.Create(
            new StringReader(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (XmlException e)
        {
            return WithoutPlace(e);
        }

        return "";
    }

    // The place stands at the end of the sentence, and has its own field.
    private static string WithoutPlace(XmlException exception)
    {
        string text = exception.Message;
        int digits = text.LastIndexOf($"{exception.LinePosition}", StringComparison.Ordinal);
        int sentence = digits < 0 ? -1 : text.LastIndexOf(". ", digits, StringComparison.Ordinal);
        return Excerpt.OfSentence(sentence < 0 ? text : text[..(sentence + 1)]);
    }
}
