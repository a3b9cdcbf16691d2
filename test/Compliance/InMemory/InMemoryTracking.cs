using Viaduct.Core.Store;
using Viaduct.Core.Track;

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

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackingRow>> ReadIndexesAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        WithoutEvents(await ReadAsync(from, to, afterId, rowsMax, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackingRow>> ReadIndexesBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        WithoutEvents(await ReadBackAsync(from, to, beforeId, rowsMax, cancellationToken));

    private static IReadOnlyList<TrackingRow> WithoutEvents(IReadOnlyList<TrackingRow> rows) =>
        [.. rows.Select(row => row with { Events = default })];

    /// <inheritdoc/>
    public Task<byte[]?> ReadBodiesAsync(TrackedPlace place, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadBodies(place), cancellationToken);
}
