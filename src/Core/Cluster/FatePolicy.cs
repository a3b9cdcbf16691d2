namespace Viaduct.Core.Cluster;

/// <summary>
/// Decides what becomes of a host's reader in a lane that a process owns (docs/concepts/hosts.md). Pure.
/// </summary>
public static class FatePolicy
{
    /// <summary>The decision.</summary>
    /// <param name="state">What the host does on this server.</param>
    /// <param name="isWorked">True if the reader is worked here now.</param>
    /// <param name="hasHeir">True if the host runs on another server.</param>
    /// <param name="isGuest">True if its lane is another server's, on which the host runs.</param>
    public static ReaderFate Decide(InstanceState state, bool isWorked, bool hasHeir, bool isGuest) => state switch
    {
        _ when isGuest => ReaderFate.Give,
        InstanceState.Running => isWorked ? ReaderFate.Stay : ReaderFate.Work,
        InstanceState.Paused when isWorked => ReaderFate.Stay,
        InstanceState.Paused or InstanceState.Draining when hasHeir => ReaderFate.Give,
        InstanceState.Paused or InstanceState.Draining => isWorked ? ReaderFate.Stay : ReaderFate.Work,
        _ when hasHeir => ReaderFate.Give,
        _ => isWorked ? ReaderFate.Rest : ReaderFate.Stay,
    };
}
