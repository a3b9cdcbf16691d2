using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Tracking in memory.</summary>
internal sealed class InMemoryTracking(InMemoryBox box) : ITrackingStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadTracking(from, to, afterId, rowsMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadTrackingBack(from, to, beforeId, rowsMax), cancellationToken);
}
