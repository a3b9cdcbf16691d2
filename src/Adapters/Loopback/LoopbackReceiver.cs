using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Loopback;

/// <summary>Nothing to do: what comes round is handed over by the sender.</summary>
internal sealed class LoopbackReceiver : IReceiver
{
    /// <inheritdoc/>
    public ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
