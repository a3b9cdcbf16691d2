using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Clean-up in memory.</summary>
internal sealed class InMemoryMaintenance(InMemoryBox box) : IMaintenanceStore
{
    /// <inheritdoc/>
    public Task<CleanUpReport> RunOnceAsync(CleanUpOptions options, CancellationToken cancellationToken) =>
        box.Call((model, now) => model.CleanUp(options, now), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreSize> MeasureAsync(CancellationToken cancellationToken) =>
        box.Call((model, _) => model.Measure(), cancellationToken);
}
