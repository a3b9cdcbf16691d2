namespace Viaduct.Core.Adapters;

/// <summary>The claims of one receive location, kept in the store with the session that owns them.</summary>
public interface IClaimLedger
{
    /// <summary>Records claims before they are made at the source. Returns after the commit.</summary>
    /// <returns>False if this process may not claim any more (stopping, or its session is lost): leave the
    /// items.</returns>
    ValueTask<bool> RecordAsync(IReadOnlyList<Claim> claims, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets claims whose items are gone from the source for certain (deleted, or never claimed because the rename
    /// failed), and with them their receipts. May return before the commit: losing this only repeats a clean-up.
    /// </summary>
    ValueTask CloseAsync(IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over the claims of this location whose owners are dead, and those of this process that an earlier
    /// receiver of the location left unfinished when it was stopped (which is no death). Usually empty and then cheap.
    /// </summary>
    ValueTask<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Which of these claims are recorded with a live owner (this process included). A claimed name at the source that
    /// is neither here nor abandoned was left by a store that is no longer in use.
    /// </summary>
    ValueTask<IReadOnlySet<Guid>> KnownAsync(IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken);
}
