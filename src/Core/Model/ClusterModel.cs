namespace Viaduct.Core.Model;

/// <summary>That a host is clustered: one of its instances is active, the others stand by.</summary>
/// <param name="Group">The cluster group: the hosts that move together. Its lease has this name.</param>
public sealed record ClusterModel(string Group)
{
    /// <summary>The servers on which it may be active; none: all on which the host runs. Default: none.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The servers on which it is active rather than on others, the first before the next. Default: none.
    /// </summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>When it goes back to a preferred server. Default: never.</summary>
    public FailbackModel Failback { get; init; } = FailbackModel.Never;
}
