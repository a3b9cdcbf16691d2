namespace Viaduct.Core.Store;

/// <summary>
/// Removes what is done, a little at a time, never in the way of a commit for more than milliseconds. Rules 60 to 69 of
/// the message box. Any number of processes may run it; one at a time does something.
/// </summary>
public interface IMaintenanceStore
{
    /// <summary>
    /// One bounded round: 1. removes segments, references, progress and transmit rows that no reader needs (the tracker
    /// is a reader); 2. never the newest progress of a reader, nor the knowledge of a lane's last sequence; 3. a reader
    /// that merely stands still, with no reference beyond its progress, keeps nothing from being removed; 4. removes
    /// old receipts, tracking and orphaned bodies.
    /// </summary>
    Task<CleanUpReport> RunOnceAsync(CleanUpOptions options, CancellationToken cancellationToken);

    /// <summary>How large the store is: bytes in tables and log, for status and growth checks.</summary>
    Task<StoreSize> MeasureAsync(CancellationToken cancellationToken);
}
