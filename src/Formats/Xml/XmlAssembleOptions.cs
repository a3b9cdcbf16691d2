using Viaduct.Core.Model;

namespace Viaduct.Formats.Xml;

/// <summary>The options of the component <c>xmlAssemble</c>.</summary>
public sealed record XmlAssembleOptions
{
    /// <summary>
    /// The encoding: an IANA name or a code page number, or <c>source</c> for the encoding in which the document came
    /// in. The context property TargetCharset goes before it. Default <c>utf-8</c>.
    /// </summary>
    [Option(
        "The encoding: a name or code page number, or source for the one in which the document came in.",
        Example = "iso-8859-1")]
    public string Charset { get; init; } = "utf-8";

    /// <summary>True to write an XML declaration. Default true.</summary>
    [Option("Write an XML declaration.", Example = "false")]
    public bool Declaration { get; init; } = true;

    /// <summary>
    /// Whether a byte order mark comes first; it exists in Unicode encodings only. Default: yes for UTF-16 and UTF-32,
    /// whose byte order it tells, and no for UTF-8, which has none to tell.
    /// </summary>
    [Option("Begin with a byte order mark; without the option UTF-16 and UTF-32 do, UTF-8 does not.", Example = "true")]
    public bool? Bom { get; init; }

    /// <summary>Processing instructions to write in front of the root element. Default: none.</summary>
    [Option(
        "Processing instructions to write in front of the root element.",
        Example = "'<?xml-stylesheet type=\"text/xsl\" href=\"order.xsl\"?>'")]
    public string ProcessingInstructions { get; init; } = "";

    /// <summary>What happens to those that are already there. Default <c>append</c>.</summary>
    [Option("What happens to the processing instructions that are already in front of the root.", Example = "replace")]
    public InstructionsMode ProcessingInstructionsMode { get; init; }

    /// <summary>
    /// The schema of the envelope into which each document is put; properties of the message go where its annotations
    /// promote them from. Default: none, the document stands alone.
    /// </summary>
    [Option("The schema of the envelope into which each document is put.", Example = "schemas/Envelope.xsd")]
    public string Envelope { get; init; } = "";

    /// <summary>
    /// The root element of the envelope, where its schema declares several. Default: the one that its annotations
    /// name, or the only one.
    /// </summary>
    [Option("The root element of the envelope, where its schema declares several.", Example = "Batch")]
    public string EnvelopeRoot { get; init; } = "";
}
