namespace Viaduct.Core.Adapters;

/// <summary>Transmits messages of one send port.</summary>
public interface ISender : IAsyncDisposable
{
    /// <summary>How many messages one call may carry at most, and how many calls may run at once.</summary>
    SenderCapacity Capacity { get; }

    /// <summary>
    /// Looks, without sending anything, at what would keep the next message from being sent: what it is, and what to
    /// do. Null if nothing is known. Asked at the start and every few seconds, while batches run; it may wait for a
    /// file system. Default: null.
    /// </summary>
    string? Look() => null;

    /// <summary>
    /// Transmits a batch and settles every transmission in it, in any order. Settling early lets the completion of a
    /// fast one be committed while slow ones go on.
    /// </summary>
    /// <exception cref="OperationCanceledException">Stopping without time left; what is not settled is worked again by
    /// the next owner, under the same idempotency key.</exception>
    ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken);
}
