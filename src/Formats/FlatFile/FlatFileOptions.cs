using Viaduct.Core.Model;

namespace Viaduct.Formats.FlatFile;

/// <summary>The options of the component <c>flatFile</c>.</summary>
public sealed record FlatFileOptions
{
    /// <summary>The schema of the body: an XSD with BizTalk's flat-file annotations.</summary>
    [Option("The annotated schema of the body, or of the whole file.", Example = "schemas/Order.xsd")]
    public required string Schema { get; init; }

    /// <summary>The schema of what is once in front of the bodies. Default: nothing is.</summary>
    [Option("The annotated schema of what is once in front of the bodies.", Example = "schemas/Header.xsd")]
    public string Header { get; init; } = "";

    /// <summary>The schema of what is once behind the bodies. Default: nothing is.</summary>
    [Option("The annotated schema of what is once behind the bodies.", Example = "schemas/Trailer.xsd")]
    public string Trailer { get; init; } = "";

    /// <summary>The root element of the schema. Default: the one that its annotations name, else its first.</summary>
    [Option("The root element, where the schema declares several and names none.", Example = "Order")]
    public string Root { get; init; } = "";

    /// <summary>
    /// The encoding of files without a byte order mark: an IANA name or a code page number. Default: the code page
    /// that the schema names, else UTF-8.
    /// </summary>
    [Option("The encoding of files without a byte order mark, instead of the schema's.", Example = "windows-1252")]
    public string Charset { get; init; } = "";

    /// <summary>True to check each value against its type. Default false.</summary>
    [Option("Check each value against its type while it is read.", Example = "true")]
    public bool Validate { get; init; }

    /// <summary>True to keep the header as a property of each message. Default false.</summary>
    [Option("Keep the header with each message, as XMLNORM.FlatFileHeaderDocument.", Example = "true")]
    public bool PreserveHeader { get; init; }

    /// <summary>
    /// True to suspend a bad body alone, and to publish the others; where nobody can say where the next one begins, the
    /// rest of the file is suspended with it. False to suspend the whole file. Default false.
    /// </summary>
    [Option("Suspend a bad body alone instead of the whole file, where the next one can be found.", Example = "true")]
    public bool Recoverable { get; init; }
}
