using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>A property that filters may name.</summary>
/// <param name="Name">The name as filters write it, for example <c>Order.Total</c> or <c>receivePort</c>.</param>
/// <param name="Key">The property.</param>
/// <param name="Kind">The declared type; decides which literals and operators fit.</param>
public sealed record FilterProperty(string Name, PropertyKey Key, PropertyValueKind Kind);
