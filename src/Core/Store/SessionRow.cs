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
    SessionId Id, SessionRequest Request, DateTimeOffset StartedAt, long Heartbeat, bool LockHeld);
