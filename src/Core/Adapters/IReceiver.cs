namespace Viaduct.Core.Adapters;

/// <summary>
/// Takes source items at one location and submits them. A receiver acknowledges, deletes or answers a source item only
/// after the intake has answered for it (invariant 1), and marks what it takes so that others leave it (invariant 2).
/// </summary>
public interface IReceiver : IAsyncDisposable
{
    /// <summary>
    /// Begins to receive, and returns once it has. Faults of the source (a missing folder, a refused login) do not
    /// throw: they are logged and tried again. Starting twice is legal.
    /// </summary>
    ValueTask StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What keeps anything from coming in now, and what to do: a folder that is missing, an address that is taken. Null
    /// while it receives, before the start and after the stop. Asked at any moment, and answers at once. Default: null.
    /// </summary>
    string? Trouble => null;

    /// <summary>
    /// Takes nothing new, finishes what it has begun, and returns when nothing of it runs any more. Stopping before
    /// the start, or twice, is legal.
    /// </summary>
    /// <param name="cancellationToken">Cancelled when there is no time left: what is unfinished is abandoned
    /// safely.</param>
    ValueTask StopAsync(CancellationToken cancellationToken);
}
