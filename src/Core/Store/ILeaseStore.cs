namespace Viaduct.Core.Store;

/// <summary>The leases of cluster groups: which session acts for one. Rules 110 to 115 of the message box.</summary>
public interface ILeaseStore
{
    /// <summary>How many epochs back changes are kept.</summary>
    const int ChangesMax = 1000;

    /// <summary>All leases that were ever taken or wanted, by name.</summary>
    Task<IReadOnlyList<LeaseRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes a lease that is free, or that nobody ever had: 1. it is the session's afterwards, in an epoch that is
    /// higher by one, and others get a hint; 2. if it is the session's already, nothing changes; 3. another session's
    /// stays; 4. the change is kept in the same transaction, with the cause for which it was free.
    /// </summary>
    /// <returns>The fence of the session; null if the lease is another's.</returns>
    /// <exception cref="InvalidOperationException">The session is not alive (taken over).</exception>
    Task<LeaseFence?> AcquireAsync(SessionId session, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a lease away, in one transaction: 1. it must be the session's own in this epoch; 2. it is the heir's
    /// afterwards, in an epoch that is higher by one, the change is kept, and others get a hint; 3. an heir that has no
    /// session gets nothing; 4. without an heir it is free.
    /// </summary>
    /// <returns>False if nothing was changed.</returns>
    Task<bool> GiveAsync(SessionId session, LeaseFence lease, LeaseGift gift, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps on which server an operator wants a lease: 1. until it goes to another one, or he takes it back; 2. others
    /// get a hint.
    /// </summary>
    /// <param name="name">The lease.</param>
    /// <param name="server">The server; null: he takes it back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task WantAsync(string name, string? server, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps that a new owner receives: 1. the change gets how long it took to notice the end of the owner before, and
    /// for how long nobody received; 2. once, and only while the lease is the session's in this epoch.
    /// </summary>
    Task ReportAsync(SessionId session, LeaseFence lease, TimeSpan? detected, CancellationToken cancellationToken);

    /// <summary>
    /// The changes, the newest first: 1. of one lease, or of all; 2. those of the last <see cref="ChangesMax"/> epochs
    /// of each.
    /// </summary>
    Task<IReadOnlyList<ClusterChange>> ListChangesAsync(string? name, int rowsMax, CancellationToken cancellationToken);
}
