namespace Viaduct.Client;

/// <summary>A promoted property that was tracked.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Value">The value as text; at most 1,024 characters of it.</param>
public sealed record TrackedValue(string Name, string Namespace, string Value);
