namespace Viaduct.Client;

/// <summary>A configuration that a group ran or runs.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="AppliedAt">When it was applied, by the store's clock.</param>
/// <param name="Active">True for the one that runs.</param>
public sealed record ConfigurationVersion(string Hash, DateTimeOffset AppliedAt, bool Active);
