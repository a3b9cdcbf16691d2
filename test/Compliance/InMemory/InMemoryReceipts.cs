using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Receipts and claims in memory.</summary>
internal sealed class InMemoryReceipts(InMemoryBox box) : IReceiptStore
{
    /// <inheritdoc/>
    public Task<IReadOnlySet<ReceiptKey>> FindAsync(
        IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.FindReceipts(keys), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(
        SessionId session, string location, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.TakeAbandoned(session, location), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<Guid>> FindClaimsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.FindClaims(ids), cancellationToken);
}
