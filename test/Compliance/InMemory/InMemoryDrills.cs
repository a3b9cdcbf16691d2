using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Reports of drills in memory.</summary>
internal sealed class InMemoryDrills(InMemoryBox box) : IDrillStore
{
    /// <inheritdoc/>
    public Task<bool> AddAsync(
        DrillRow drill, ReadOnlyMemory<byte> report, int keptMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.AddDrill(drill, report.ToArray(), keptMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DrillRow>> ListAsync(int rowsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ListDrills(rowsMax), cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadDrill(id), cancellationToken);
}
