namespace Viaduct.Client;

/// <summary>The configuration that a group runs.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="AppliedAt">When it was applied, by the store's clock.</param>
/// <param name="RouteVersion">Rises with every change.</param>
/// <param name="Problem">Why this program cannot read it; null if it can.</param>
public sealed record ConfigurationStatus(string Hash, DateTimeOffset AppliedAt, long RouteVersion, string? Problem);
