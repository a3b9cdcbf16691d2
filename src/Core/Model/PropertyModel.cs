using Viaduct.Core.Messages;

namespace Viaduct.Core.Model;

/// <summary>A declared property.</summary>
/// <param name="Key">The property.</param>
/// <param name="Kind">Its type.</param>
public sealed record PropertyModel(PropertyKey Key, PropertyValueKind Kind);
