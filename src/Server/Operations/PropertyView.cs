using Viaduct.Core.Messages;

namespace Viaduct.Server.Operations;

/// <summary>A property of a message.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Promoted">True if it can be routed on.</param>
public sealed record PropertyView(string Name, string Namespace, PropertyValueKind Type, string Value, bool Promoted)
{
    /// <summary>Makes the view.</summary>
    public static PropertyView Of(in ContextProperty property) => new(
        property.Key.Name, property.Key.Namespace, property.Value.Kind, property.Value.ToString(), property.Promoted);
}
