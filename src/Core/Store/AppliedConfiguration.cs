namespace Viaduct.Core.Store;

/// <summary>A configuration that was made active.</summary>
/// <param name="Hash">The SHA-256 of the package, in lower-case hexadecimal.</param>
/// <param name="AppliedAt">When, by the store's clock.</param>
public sealed record AppliedConfiguration(string Hash, DateTimeOffset AppliedAt);
