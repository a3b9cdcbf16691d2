namespace Viaduct.Core.Store;

/// <summary>A reader in a lane that a session may work and complete.</summary>
/// <param name="ReaderLane">The reader and the lane.</param>
/// <param name="Epoch">The epoch of this ownership; every progress row names it.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Transmits">What senders recorded for items that are not done, oldest first.</param>
/// <param name="Deaths">
/// How many owners in a row died while the position stood where it stands now (invariant 7); 0 once it has moved.
/// </param>
public sealed record ReaderGrant(
    ReaderLane ReaderLane, long Epoch, ProgressRow Progress, IReadOnlyList<TransmitRow> Transmits, int Deaths)
{
    /// <summary>The owner of the lane when it was read, who gets the reader back (rule 101); nobody if it has none.
    /// </summary>
    public SessionId Home { get; init; }
}
