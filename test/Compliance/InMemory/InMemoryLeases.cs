using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Leases of cluster groups in memory.</summary>
internal sealed class InMemoryLeases(InMemoryBox box) : ILeaseStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LeaseRow>> ListAsync(CancellationToken cancellationToken) => box.Call(
        IReadOnlyList<LeaseRow> (model, _) => [.. model.Leases.Values.Select(one => one.Row)], cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseFence?> AcquireAsync(SessionId session, string name, CancellationToken cancellationToken) =>
        box.Call((model, now) => Hinting(model.AcquireLease(session, name, now)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> GiveAsync(
        SessionId session, LeaseFence lease, LeaseGift gift, CancellationToken cancellationToken) =>
        box.Call((model, now) => Hinting(model.GiveLease(session, lease, gift, now)), cancellationToken);

    /// <inheritdoc/>
    public Task WantAsync(string name, string? server, CancellationToken cancellationToken) =>
        box.Call((model, now) => Hinting(model.WantLease(name, server, now)), cancellationToken);

    /// <inheritdoc/>
    public Task ReportAsync(
        SessionId session, LeaseFence lease, TimeSpan? detected, CancellationToken cancellationToken) =>
        box.Call((model, now) => model.ReportLease(session, lease, detected, now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterChange>> ListChangesAsync(
        string? name, int rowsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ListClusterChanges(name, rowsMax), cancellationToken);

    private T Hinting<T>(T changed)
    {
        box.Hint();
        return changed;
    }
}
