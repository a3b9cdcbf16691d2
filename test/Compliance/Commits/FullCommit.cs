using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <summary>
/// A commit with something of everything in it, and what it needs to be there before: open items in hand, a claim, a
/// receipt, an uploaded body.
/// </summary>
internal sealed class FullCommit
{
    private readonly StoreProcess _process;
    private readonly OpenItemRow _toChange = Some.OpenItem(state: OpenItemState.Active);
    private readonly OpenItemRow _toRemove = Some.OpenItem(state: OpenItemState.Active);
    private readonly OpenItemRow _added;
    private readonly ClaimRow _ended = Some.Claim();
    private readonly ClaimRow _claim = Some.Claim();
    private readonly ReceiptKey _receipt = Some.Key();
    private readonly ReceiptKey _old = Some.Key();
    private readonly Guid _body = Some.Id();

    private FullCommit(StoreProcess process)
    {
        _process = process;
        _added = Some.SuspendedItem(process.Reader("send"));
    }

    public IReadOnlyList<ReceiptKey> Receipts => [_receipt, _old, ReceiptKey.FromClaim(_ended.Id)];

    public IReadOnlyList<Guid> Claims => [_claim.Id, _ended.Id];

    public IReadOnlyList<Guid> Bodies => [_body];

    public OpenItemKey Changed => new(_toChange.Id, 1);

    public OpenItemKey Removed => new(_toRemove.Id, 1);

    public OpenItemRow Added => _added;

    public ReceiptKey Receipt => _receipt;

    public ReceiptKey Closed => _old;

    public ClaimRow Claim => _claim;

    public static async Task<FullCommit> PrepareAsync(StoreProcess process)
    {
        var full = new FullCommit(process);
        await process.MustCommitAsync(process.Commit()
            .Add(full._toChange).Add(full._toRemove)
            .Claim(full._ended).Receipt(ReceiptKey.FromClaim(full._ended.Id)).Receipt(full._old)
            .Message("work that is done later", process.Reader("send")));
        await process.Store.Bodies.AppendAsync(process.Session, full._body, 0, Some.Bytes("body"), default);
        return full;
    }

    /// <summary>The commit; who needs it different says so on top.</summary>
    public CommitBuilder Build()
    {
        var send = _process.Reader("send");
        return _process.Commit()
            .Message("for both", send, _process.Reader("archive")).Message("for one", send)
            .Track("received two")
            .Progress(send, new Position(2, 0), "done: none above")
            .Transmit(_process.Reader("archive"), new Position(9, 3), "name.tmp")
            .Receipt(_receipt).CloseReceipts(_old)
            .Add(_added)
            .Change(new OpenItemChange { Key = Changed, State = OpenItemState.Suspended, Attempts = 3 })
            .Remove(Removed)
            .Claim(_claim).EndClaims(_ended.Id)
            .PublishBodies(_body)
            .Tracking(Some.Tracking(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1)));
    }

    /// <summary>All that can be seen of it.</summary>
    public Task<string> ReadAsync(IStore store) => Contents.ReadAsync(store, Receipts, Claims, Bodies);
}
