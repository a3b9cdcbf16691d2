using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>What the index knows under one property.</summary>
/// <param name="ByValue">Subscriptions that need this value.</param>
/// <param name="ByPresence">Subscriptions that need any value.</param>
internal sealed record IndexedProperty(
    Dictionary<PropertyValue, IndexEntry[]> ByValue, IndexEntry[] ByPresence);
