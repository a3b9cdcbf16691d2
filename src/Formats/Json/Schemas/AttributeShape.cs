namespace Viaduct.Formats.Json.Schemas;

/// <summary>An attribute that a schema declares.</summary>
/// <param name="Local">Its local name.</param>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Kind">How JSON writes its value.</param>
internal sealed record AttributeShape(string Local, string Namespace, ValueKind Kind);
