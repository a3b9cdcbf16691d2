namespace Viaduct.Compliance.Commits;

/// <summary>
/// A commit holds all that belongs together, is there when it is reported, and is there once. One behaviour per file.
/// </summary>
public abstract partial class CommitCompliance(StoreFixture fixture) : StoreCompliance(fixture);
