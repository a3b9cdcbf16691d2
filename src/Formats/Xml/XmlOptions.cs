using Viaduct.Core.Model;

namespace Viaduct.Formats.Xml;

/// <summary>The options of the component <c>xml</c>.</summary>
public sealed record XmlOptions
{
    /// <summary>
    /// The schemas of the documents: files, or folders of <c>.xsd</c> files; property schemas among them. Default:
    /// none, then any well-formed document is taken, and only what the application promotes is promoted.
    /// </summary>
    [Option(
        "Files or folders of .xsd files that declare the documents and their properties; none takes any document.",
        Example = "[ schemas/Order.xsd, schemas/common ]")]
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>
    /// True to take documents that no schema declares, too; they are neither validated nor promoted from. Without
    /// schemas every document is taken anyway. Default false.
    /// </summary>
    [Option("Take documents that no schema declares, without validation and promotion.", Example = "true")]
    public bool AllowUnrecognized { get; init; }

    /// <summary>True to validate against the schema while the document is read. Needs schemas. Default false.</summary>
    [Option("Validate each document against its schema while it is read.", Example = "true")]
    public bool Validate { get; init; }

    /// <summary>
    /// True to suspend a bad document alone, false to suspend the whole interchange. An interchange is one document
    /// for now, so the choice only decides what is suspended: the message, or the source item. Default false.
    /// </summary>
    [Option("Suspend a bad document alone instead of the whole interchange.", Example = "true")]
    public bool Recoverable { get; init; }
}
