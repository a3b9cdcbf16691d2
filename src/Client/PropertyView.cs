namespace Viaduct.Client;

/// <summary>A property of a message.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Type">What its value is: <c>string</c>, <c>number</c>, <c>instant</c> or <c>boolean</c>.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Promoted">True if it can be routed on.</param>
public sealed record PropertyView(string Name, string Namespace, string Type, string Value, bool Promoted);
