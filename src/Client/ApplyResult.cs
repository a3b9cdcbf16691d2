namespace Viaduct.Client;

/// <summary>What applying a configuration did.</summary>
/// <param name="Changed">False if the configuration was active already.</param>
/// <param name="Hash">The hash of what is active now.</param>
/// <param name="PreviousHash">The hash of what was active before; null if nothing was.</param>
/// <param name="RouteVersion">The version of the routes; rises with every change.</param>
/// <param name="Changes">What is different, part by part.</param>
public sealed record ApplyResult(
    bool Changed, string Hash, string? PreviousHash, long RouteVersion, IReadOnlyList<ConfigurationChange> Changes)
{
    /// <summary>The number of the trial that was under way, and has ended with this; null if none was.</summary>
    public long? EndedTrial { get; init; }
}
