namespace Viaduct.Core.Store;

/// <summary>Open items. Rules 30 to 39 of the message box. Changes by an owner travel in commit batches.</summary>
public interface IOpenItemStore
{
    /// <summary>
    /// Takes waiting items that are due: 1. of these readers, or of none (0); 2. sets state Active, the session as
    /// owner and the epoch up by one; 3. no item is ever given to two sessions; 4. at least one if one is due, then
    /// up to the limits; 5. a session that has been taken over gets none.
    /// </summary>
    /// <returns>The items with their records, oldest due first.</returns>
    Task<IReadOnlyList<OpenItemRow>> AcquireDueAsync(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax,
        CancellationToken cancellationToken);

    /// <summary>
    /// When the next waiting item is due, as a distance from the store's present time; null if there is none.
    /// </summary>
    Task<TimeSpan?> NextDueInAsync(IReadOnlyCollection<int> readers, CancellationToken cancellationToken);

    /// <summary>Lists items without their records, in the order of creation.</summary>
    Task<IReadOnlyList<OpenItemRow>> ListAsync(
        OpenItemFilter filter, int itemsMax, CancellationToken cancellationToken);

    /// <summary>How many items there are, by state, port and failure code.</summary>
    Task<IReadOnlyList<OpenItemCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>One item with its record, or null.</summary>
    Task<OpenItemRow?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Makes suspended (resumable) items wait, due at once, with no attempts counted, and appends the tracking rows
    /// of those that it changes, in one transaction.
    /// </summary>
    /// <param name="ids">The items.</param>
    /// <param name="tracking">Empty, or one row for each id, in their order.</param>
    /// <param name="cancellationToken">Ends the waiting for the store.</param>
    /// <returns>The ids that were changed; others were not there or not in that state.</returns>
    Task<IReadOnlyList<Guid>> ResumeAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes items and appends the tracking rows, in one transaction: 1. suspended or waiting ones; 2. active ones of
    /// a negative reader (large interchanges), whose owner's next commit then fails at its fence; 3. no other.
    /// </summary>
    /// <returns>The ids that were deleted; if none was, nothing is appended.</returns>
    Task<IReadOnlyList<Guid>> TerminateAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken);
}
