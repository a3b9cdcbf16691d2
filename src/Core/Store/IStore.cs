namespace Viaduct.Core.Store;

/// <summary>
/// The only truth of a group, as <c>docs/concepts/message-box.md</c> describes it. Every method may throw
/// <see cref="StoreUnavailableException"/> unless it says otherwise; nothing of such a call has happened, or it can be
/// repeated without harm.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>What is shown of the store: kind and place, never a secret.</summary>
    string Description { get; }

    /// <summary>Who is there, and what they own.</summary>
    ISessionStore Sessions { get; }

    /// <summary>The log: commits, and what readers read.</summary>
    ILogStore Log { get; }

    /// <summary>Open items.</summary>
    IOpenItemStore OpenItems { get; }

    /// <summary>Receipts and claims.</summary>
    IReceiptStore Receipts { get; }

    /// <summary>Configurations and routes.</summary>
    IConfigurationStore Configuration { get; }

    /// <summary>Versions that are tried on a share of what comes in.</summary>
    ITrialStore Trials { get; }

    /// <summary>Tracking events.</summary>
    ITrackingStore Tracking { get; }

    /// <summary>Bodies too large for a segment.</summary>
    IBodyStore Bodies { get; }

    /// <summary>Reports of drills.</summary>
    IDrillStore Drills { get; }

    /// <summary>Leases of cluster groups.</summary>
    ILeaseStore Leases { get; }

    /// <summary>Clean-up.</summary>
    IMaintenanceStore Maintenance { get; }

    /// <summary>
    /// Brings the schema up to date under a lock and checks what the store must grant. Idempotent; several processes
    /// may call it at once.
    /// </summary>
    /// <param name="group">The group's name; a store belongs to one group for ever.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="StoreRefusedException">Another group, a newer schema, an unsafe setting.</exception>
    Task PrepareAsync(string group, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a store that is there already, for those who look at it or change open items: 1. of whatever group; 2.
    /// nothing is created, and the schema is not changed; 3. afterwards all of the store can be used.
    /// </summary>
    /// <returns>The group that the store belongs to.</returns>
    /// <exception cref="StoreRefusedException">There is none, or its schema is older or newer than this program's.
    /// </exception>
    Task<string> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when something that other processes look for may have changed (configuration, open items, sessions), or
    /// after the time: a hint, which may be lost or come for nothing. Never throws StoreUnavailableException.
    /// </summary>
    Task WaitForHintAsync(TimeSpan longest, CancellationToken cancellationToken);

    /// <summary>Cuts this process off from the store, for drills; null where no network lies between them.</summary>
    IStoreCut? Cut => null;

    /// <summary>True while the store answers, as far as the last calls tell.</summary>
    bool IsAvailable { get; }
}
