namespace Viaduct.Core.Process;

/// <summary>
/// What stands behind a send port: a worker that transmits, or one that keeps a stopped port's items.
/// </summary>
internal interface IPortWorker : ISendPortWorker, IAsyncDisposable
{
    /// <summary>Work items that wait for it.</summary>
    int Queued { get; }

    /// <summary>
    /// Begins nothing any more; what comes afterwards goes to the successor, or stays in the message box if there is
    /// none.
    /// </summary>
    /// <returns>What was not begun; it is the caller's now.</returns>
    IReadOnlyList<WorkItem> Release(ISendPortWorker? successor);

    /// <summary>
    /// As <see cref="Release"/>, and finishes what has begun. What comes afterwards goes to the successor, or stays in
    /// the message box if there is none.
    /// </summary>
    /// <param name="successor">Who takes the port's items from now on, or null.</param>
    /// <param name="noTimeLeft">Cancelled when what is under way is to be abandoned.</param>
    /// <returns>What was not begun; it is the caller's now.</returns>
    Task<IReadOnlyList<WorkItem>> StopAsync(ISendPortWorker? successor, CancellationToken noTimeLeft);
}
