using Viaduct.Core.Adapters;

namespace Viaduct.Core.Store;

/// <summary>Receipts and claims. Rules 40 to 49 of the message box. They are written in commit batches.</summary>
public interface IReceiptStore
{
    /// <summary>Which of these keys are there and not closed.</summary>
    Task<IReadOnlySet<ReceiptKey>> FindAsync(IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the free claims of a location (their owners are dead or ended) the session's own, and says which are
    /// received. A session that has been taken over gets none.
    /// </summary>
    Task<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(
        SessionId session, string location, CancellationToken cancellationToken);

    /// <summary>Which of these claims are recorded, whoever owns them.</summary>
    Task<IReadOnlySet<Guid>> FindClaimsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}
