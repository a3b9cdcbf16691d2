using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>All that is known of documents of one type.</summary>
/// <param name="Type">The type.</param>
/// <param name="File">The file that declares its root, or null if only the configuration knows the type.</param>
/// <param name="Set">The compiled schema, or null.</param>
/// <param name="Plan">What is promoted, or null for nothing.</param>
/// <param name="Body">For an envelope the element in which documents stand, else null.</param>
internal sealed record DocumentSchema(
    DocumentType Type, string? File, XmlSchemaSet? Set, PromotionPlan? Plan, PropertyPath? Body = null)
{
    /// <summary>What its annotations say in vain.</summary>
    public IReadOnlyList<ComponentDoubt> Doubts { get; init; } = [];

    /// <summary>The type as a property.</summary>
    public PropertyValue MessageType { get; } = PropertyValue.From(Type.MessageType);
}
