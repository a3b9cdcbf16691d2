namespace Viaduct.Core.Store;

/// <summary>A session as the store shows it.</summary>
/// <param name="Id">The session.</param>
/// <param name="Request">What the process said of itself.</param>
/// <param name="StartedAt">When it joined, by the store's clock.</param>
/// <param name="Heartbeat">Its counter; it rises while the process lives (invariant 8).</param>
/// <param name="LockHeld">
/// False only if the process is certainly dead: its lock is free in the incarnation of the store that it was taken in.
/// </param>
public sealed record SessionRow(
    SessionId Id, SessionRequest Request, DateTimeOffset StartedAt, long Heartbeat, bool LockHeld)
{
    /// <summary>True if it said last that it works what it is given.</summary>
    public bool IsReady { get; init; }

    /// <summary>How many work items the process had in hand when it reported last; 0 before it has.</summary>
    public int Load { get; init; }

    /// <summary>What did not work on its server when it reported last.</summary>
    public IReadOnlyList<EndpointTrouble> Troubles { get; init; } = [];

    /// <summary>
    /// By how much the process' clock was ahead of the store's when it reported last, the time of the report's way
    /// included; null before it has. It is shown, and decides nothing.
    /// </summary>
    public TimeSpan? ClockOffset { get; init; }
}
