namespace Viaduct.Server.Hosting;

/// <summary>What a server says of itself once it works.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Group">The group that it has joined.</param>
/// <param name="Store">The store; never a secret.</param>
/// <param name="Configuration">The hash of the configuration that it runs.</param>
/// <param name="Applied">True if it has applied the configuration itself, as the first of its group.</param>
/// <param name="PrepareTime">How long preparing the store took.</param>
/// <param name="StartTime">How long joining the group and starting the ports took.</param>
public sealed record ServerReady(
    string Server, string Group, string Store, string Configuration, bool Applied, TimeSpan PrepareTime,
    TimeSpan StartTime)
{
    /// <summary>The address of the admin API; null if there is none.</summary>
    public Uri? Admin { get; init; }
}
