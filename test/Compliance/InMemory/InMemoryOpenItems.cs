using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Open items in memory.</summary>
internal sealed class InMemoryOpenItems(InMemoryBox box) : IOpenItemStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenItemRow>> AcquireDueAsync(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax,
        CancellationToken cancellationToken) =>
        box.Call((model, now) => model.AcquireDue(session, readers, itemsMax, bytesMax, now), cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan?> NextDueInAsync(IReadOnlyCollection<int> readers, CancellationToken cancellationToken) =>
        box.Call((model, now) => model.NextDueIn(readers, now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenItemRow>> ListAsync(
        OpenItemFilter filter, int itemsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ListItems(filter, itemsMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenItemCount>> CountAsync(CancellationToken cancellationToken) =>
        box.Call((model, _) => model.CountItems(), cancellationToken);

    /// <inheritdoc/>
    public Task<OpenItemRow?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.OpenItems.GetValueOrDefault(id)?.Row, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ResumeAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken) =>
        box.Call((model, now) => Hinting(model.Resume(ids, tracking, now)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> TerminateAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken) =>
        box.Call((model, _) => Hinting(model.Terminate(ids, tracking)), cancellationToken);

    private IReadOnlyList<Guid> Hinting(IReadOnlyList<Guid> changed)
    {
        if (changed.Count > 0)
        {
            box.Hint();
        }
        return changed;
    }
}
