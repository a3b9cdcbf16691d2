using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>The claims of one location, written through the commit unit.</summary>
internal sealed class ClaimLedger(string location, CommitUnit unit, IReceiptStore receipts, SessionId session)
    : IClaimLedger
{
    /// <inheritdoc/>
    public async ValueTask<bool> RecordAsync(IReadOnlyList<Claim> claims, CancellationToken cancellationToken)
    {
        var waiter = new EntryWaiter();
        unit.Enqueue(new CommitEntry(waiter)
        {
            Claims = [.. claims.Select(c => new ClaimRow(c.Id, location, c.Item))],
        });
        return await waiter.Outcome == EntryOutcome.Committed;
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken)
    {
        if (claimIds.Count > 0) unit.Enqueue(new CommitEntry(new EntryWaiter()) { ClaimsEnded = [.. claimIds] });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await receipts.TakeAbandonedAsync(session, location, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The receiver looks again with its next round.
            return [];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlySet<Guid>> KnownAsync(
        IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken) =>
        await receipts.FindClaimsAsync(claimIds, cancellationToken);
}
