using Viaduct.Core.Model;

namespace Viaduct.Formats.Xml;

/// <summary>The options of the component <c>validateXml</c>.</summary>
public sealed record ValidateXmlOptions
{
    /// <summary>The schemas of the documents: files, or folders of <c>.xsd</c> files. At least one.</summary>
    [Option(
        "Files or folders of .xsd files that declare the documents; a document that none declares is suspended.",
        Example = "[ schemas ]")]
    public required IReadOnlyList<string> Schemas { get; init; }
}
