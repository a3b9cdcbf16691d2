using System.Collections.Concurrent;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>The claims of one location, written through the commit unit.</summary>
/// <param name="location">The location.</param>
/// <param name="unit">The writer.</param>
/// <param name="receipts">What was claimed and received before.</param>
/// <param name="session">This process' session.</param>
/// <param name="lease">The lease in whose name the location receives; null: none.</param>
internal sealed class ClaimLedger(
    string location, CommitUnit unit, IReceiptStore receipts, SessionId session, LeaseFence? lease) : IClaimLedger
{
    private readonly ConcurrentDictionary<Guid, AbandonedClaim> _open = [];
    private readonly Lock _lock = new();
    private IReadOnlyList<AbandonedClaim> _left = [];

    /// <summary>What the receiver has not finished: once it is stopped, the next one goes on with it.</summary>
    public IReadOnlyList<AbandonedClaim> Unfinished
    {
        get
        {
            lock (_lock) return [.. _left, .. _open.Values];
        }
    }

    /// <summary>Gives the receiver what the location's last one in this process has left.</summary>
    public void Inherit(IReadOnlyList<AbandonedClaim> unfinished)
    {
        lock (_lock) _left = [.. _left, .. unfinished];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RecordAsync(IReadOnlyList<Claim> claims, CancellationToken cancellationToken)
    {
        var waiter = new EntryWaiter();
        unit.Enqueue(new CommitEntry(waiter)
        {
            Lease = lease, Claims = [.. claims.Select(c => new ClaimRow(c.Id, location, c.Item))],
        });
        if (await waiter.Outcome != EntryOutcome.Committed) return false;
        foreach (var claim in claims) _open[claim.Id] = new AbandonedClaim(claim, Received: false, Deaths: 0);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken)
    {
        foreach (var id in claimIds) _open.TryRemove(id, out _);
        if (claimIds.Count > 0) unit.Enqueue(new CommitEntry(new EntryWaiter()) { ClaimsEnded = [.. claimIds] });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(CancellationToken cancellationToken)
    {
        try
        {
            var taken = await receipts.TakeAbandonedAsync(session, location, cancellationToken);
            taken = [.. taken, .. await TakeLeftAsync(cancellationToken)];
            foreach (var claim in taken) _open[claim.Claim.Id] = claim;
            return taken;
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

    private async Task<IReadOnlyList<AbandonedClaim>> TakeLeftAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<AbandonedClaim> left;
        lock (_lock) left = _left;
        if (left.Count == 0) return [];
        var received = await receipts.FindAsync([.. left.Select(Key)], cancellationToken);
        // More may have come behind them meanwhile.
        lock (_lock) _left = [.. _left.Skip(left.Count)];
        return [.. left.Select(c => c with { Received = received.Contains(Key(c)) })];
    }

    private static ReceiptKey Key(AbandonedClaim claim) => ReceiptKey.FromClaim(claim.Claim.Id);
}
