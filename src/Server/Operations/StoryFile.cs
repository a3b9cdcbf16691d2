namespace Viaduct.Server.Operations;

/// <summary>A file of a story, as its manifest names it.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal.</param>
/// <param name="Missing">Why it is not whole; null if it is.</param>
internal sealed record StoryFile(string Name, long Bytes, string Sha256, string? Missing);
