using Viaduct.Core.Model;

namespace Viaduct.Formats.Json;

/// <summary>The options of the component <c>json</c>.</summary>
public sealed record JsonOptions
{
    /// <summary>
    /// The name of the root element that a document gets. Default: the name of the only property of the document.
    /// With a schema: the root to use, where it declares several.
    /// </summary>
    [Option(
        "The name of the root element; without it a document is an object with one property, which names the root.",
        Example = "Order")]
    public string Root { get; init; } = "";

    /// <summary>The namespace of the root element. Default: none. A schema gives its own.</summary>
    [Option("The namespace of the root element.", Example = "urn:contoso:orders")]
    public string Namespace { get; init; } = "";

    /// <summary>
    /// The XSD of the documents: it gives names, namespaces and the order of elements. Default: none, then documents
    /// become XML by convention.
    /// </summary>
    [Option("The XSD by which documents become XML; without it they do by convention.", Example = "schemas/Order.xsd")]
    public string Schema { get; init; } = "";

    /// <summary>True to leave messages as the JSON that they are. Default false.</summary>
    [Option("Leave the messages as the JSON that they are; properties are promoted by JSON Pointer.", Example = "true")]
    public bool PassThrough { get; init; }

    /// <summary>The type of messages that stay JSON. Default: none, then nothing is promoted from them.</summary>
    [Option("The message type of messages that stay JSON, for filters and maps.", Example = "urn:contoso#OrderJson")]
    public string MessageType { get; init; } = "";

    /// <summary>What of a file becomes a message. Default <c>none</c>: the whole file.</summary>
    [Option("What of a file becomes a message.", Example = "lines")]
    public JsonSplit Split { get; init; }

    /// <summary>True to suspend a bad part alone, and to publish the others. Needs <see cref="Split"/>. Default false.
    /// </summary>
    [Option("Suspend a bad line or item alone instead of the whole file.", Example = "true")]
    public bool Recoverable { get; init; }

    /// <summary>
    /// The encoding of files without a byte order mark: an IANA name or a code page number. Default: UTF-8, or UTF-16
    /// if zeros show it.
    /// </summary>
    [Option("The encoding of files without a byte order mark, instead of UTF-8.", Example = "windows-1252")]
    public string Charset { get; init; } = "";
}
