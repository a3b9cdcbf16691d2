namespace Viaduct.Server.Operations;

/// <summary>A configuration that was in force on a message's way.</summary>
/// <param name="Hash">The hash of its package; 'viaduct export' gives the package itself.</param>
/// <param name="AppliedAt">When it was made active, by the store's clock.</param>
internal sealed record StoryConfiguration(string Hash, DateTimeOffset AppliedAt);
