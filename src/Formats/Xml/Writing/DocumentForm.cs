using System.Text;
using System.Xml;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>How a document is written: everything about it that is not its content.</summary>
/// <param name="Encoding">The encoding; strict.</param>
/// <param name="Mark">True to begin with a byte order mark.</param>
/// <param name="Declaration">Whether there is an XML declaration.</param>
/// <param name="KeepInstructions">True to keep the processing instructions in front of the root.</param>
/// <param name="Instructions">Processing instructions to add in front of the root: target and text.</param>
internal sealed record DocumentForm(
    Encoding Encoding,
    bool Mark,
    DeclarationRule Declaration,
    bool KeepInstructions,
    IReadOnlyList<(string Target, string Text)> Instructions)
{
    /// <summary>The form of every document inside: UTF-8 without a mark, otherwise as it was.</summary>
    public static readonly DocumentForm Inside = new(Charsets.Utf8, false, DeclarationRule.AsRead, true, []);

    private readonly XmlWriterSettings _declared = Settings(Encoding, declare: true);
    private readonly XmlWriterSettings _undeclared = Settings(Encoding, declare: false);

    /// <summary>The settings of the library's writer, with or without an XML declaration.</summary>
    public XmlWriterSettings WriterSettings(bool declare) => declare ? _declared : _undeclared;

    // Line ends that survived parsing were written as references, and must be again, or the next parser changes them.
    // Characters were checked by the parser.
    private static XmlWriterSettings Settings(Encoding encoding, bool declare) => new()
    {
        Encoding = encoding,
        OmitXmlDeclaration = !declare,
        NewLineHandling = NewLineHandling.Entitize,
        CheckCharacters = false,
        ConformanceLevel = ConformanceLevel.Document,
        Indent = false,
    };
}
