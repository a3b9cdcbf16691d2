using Viaduct.Core.Model;

namespace Viaduct.Formats.FlatFile;

/// <summary>The options of the component <c>flatFileAssemble</c>.</summary>
public sealed record FlatFileAssembleOptions
{
    /// <summary>The schema of the body: an XSD with BizTalk's flat-file annotations.</summary>
    [Option("The annotated schema by which the document is written.", Example = "schemas/Order.xsd")]
    public required string Schema { get; init; }

    /// <summary>The root element of the schema. Default: the one that its annotations name, else its first.</summary>
    [Option("The root element, where the schema declares several and names none.", Example = "Order")]
    public string Root { get; init; } = "";

    /// <summary>
    /// The schema of the header that came in with the message and was kept; it is written in front. Default: none is.
    /// </summary>
    [Option("The annotated schema of the header that was kept with the message.", Example = "schemas/Header.xsd")]
    public string Header { get; init; } = "";

    /// <summary>
    /// The encoding: an IANA name or a code page number. The context property TargetCharset goes before it. Default:
    /// the code page that the schema names, else UTF-8.
    /// </summary>
    [Option("The encoding, instead of the schema's.", Example = "windows-1252")]
    public string Charset { get; init; } = "";

    /// <summary>True to begin with a byte order mark, in Unicode encodings only. Default false.</summary>
    [Option("Begin with a byte order mark; in Unicode encodings only.", Example = "true")]
    public bool Bom { get; init; }
}
