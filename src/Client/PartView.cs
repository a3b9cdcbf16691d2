namespace Viaduct.Client;

/// <summary>A part of a message, without its bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its media type; null if unknown.</param>
/// <param name="Bytes">Its length.</param>
public sealed record PartView(string Name, string? ContentType, long Bytes);
