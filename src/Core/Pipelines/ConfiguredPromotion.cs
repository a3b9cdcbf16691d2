using Viaduct.Core.Messages;

namespace Viaduct.Core.Pipelines;

/// <summary>A property that the configuration takes from documents of a type.</summary>
/// <param name="MessageType">The message type (<c>namespace#root</c>) whose documents have the property.</param>
/// <param name="Path">Where in the document, written in the form of <see cref="Form"/>.</param>
/// <param name="Key">The property.</param>
/// <param name="Kind">How the text is read.</param>
/// <param name="Promoted">True to promote, false to write only.</param>
public sealed record ConfiguredPromotion(
    string MessageType, string Path, PropertyKey Key, PropertyValueKind Kind, bool Promoted = true)
{
    /// <summary>How <see cref="Path"/> is written. Default: as a path of elements.</summary>
    public PromotionForm Form { get; init; }
}
