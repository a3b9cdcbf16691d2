using Viaduct.Core.Messages;

namespace Viaduct.Formats.Xml.Promotion;

/// <summary>A property to take out of a document.</summary>
/// <param name="Key">The property.</param>
/// <param name="Kind">How its text is read.</param>
/// <param name="Promoted">True to promote it, false to write it only.</param>
/// <param name="Path">Where it stands, as it was written.</param>
internal sealed record PlannedProperty(PropertyKey Key, PropertyValueKind Kind, bool Promoted, string Path);
