namespace Viaduct.Core.Store;

/// <summary>A configuration that is about to be activated (rule 59).</summary>
/// <param name="Number">Rises with every announcement.</param>
/// <param name="Hash">The SHA-256 of the package, in lower-case hexadecimal.</param>
public sealed record Announcement(long Number, string Hash);
