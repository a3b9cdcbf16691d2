using Viaduct.Core.Model;

namespace Viaduct.Formats.Json;

/// <summary>The options of the component <c>jsonAssemble</c>.</summary>
public sealed record JsonAssembleOptions
{
    /// <summary>
    /// The XSD of the documents: it says which elements are arrays, numbers and truth values. Default: none, then the
    /// convention of <c>json</c> holds.
    /// </summary>
    [Option(
        "The XSD that says which elements are arrays, numbers and truth values; without it the document itself does.",
        Example = "schemas/Order.xsd")]
    public string Schema { get; init; } = "";

    /// <summary>The root element of the schema, where it declares several. Default: the one that it names.</summary>
    [Option("The root element, where the schema declares several and names none.", Example = "Order")]
    public string Root { get; init; } = "";

    /// <summary>True to write an object around the document, whose one property is named as its root. Default false.
    /// </summary>
    [Option("Write an object around the document, with one property named as its root.", Example = "true")]
    public bool KeepRoot { get; init; }
}
