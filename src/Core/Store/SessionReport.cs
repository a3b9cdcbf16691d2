namespace Viaduct.Core.Store;

/// <summary>What a process says of itself now and then, for others to see. It decides nothing.</summary>
/// <param name="Load">How many work items it has in hand.</param>
/// <param name="Now">The time by the process' own clock.</param>
/// <param name="IsReady">True while it works what it is given: not before it has begun, nor when it ends.</param>
public sealed record SessionReport(int Load, DateTimeOffset Now, bool IsReady = true)
{
    /// <summary>
    /// The receive locations and send ports that do not work on its server, up to
    /// <see cref="EndpointTrouble.ListedMax"/>. Default: none.
    /// </summary>
    public IReadOnlyList<EndpointTrouble> Troubles { get; init; } = [];
}
