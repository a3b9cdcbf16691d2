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
    /// The schemas of envelopes: files, or folders of <c>.xsd</c> files. Default: none, then those of
    /// <see cref="Schemas"/> are envelopes whose annotations say so.
    /// </summary>
    [Option(
        "Files or folders of .xsd files that describe envelopes; those under schemas that say is_envelope are, too.",
        Example = "[ schemas/Envelope.xsd ]")]
    public IReadOnlyList<string> Envelopes { get; init; } = [];

    /// <summary>
    /// True to suspend a bad part of an envelope alone and to publish the others; false to suspend the whole
    /// interchange. Default false.
    /// </summary>
    [Option("Suspend a bad part of an envelope alone instead of the whole interchange.", Example = "true")]
    public bool Recoverable { get; init; }

    /// <summary>
    /// True to suspend, beside the bad parts, also the interchange they came in. Needs <see cref="Recoverable"/>.
    /// Default false.
    /// </summary>
    [Option("Keep the whole interchange, too, as a suspended message, if a part of it is bad.", Example = "true")]
    public bool KeepOriginal { get; init; }
}
