using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.OpenItems;

/// <content>Large interchanges: an item that moves on with each commit of its owner.</content>
public abstract partial class OpenItemCompliance
{
    [Fact]
    [Schedule("15")]
    [Rule(4, 31, 32)]
    [Invariant(3, 4)]
    public async Task Each_slice_of_a_large_interchange_is_there_with_its_progress_and_the_heir_goes_on()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        var (body, _) = await UploadedAsync(a);
        var item = Some.OpenItem(-send) with
        {
            Kind = OpenItemKind.Receive, Transmit = "at 0", DueIn = TimeSpan.Zero, BodyIds = [body],
        };
        await a.MustCommitAsync(a.Commit().Add(item).PublishBodies(body));
        Assert.Empty(await TakeDueAsync(a, send));
        var mine = Assert.Single(await TakeDueAsync(a, -send));

        await a.MustCommitAsync(a.Commit().Message("one", send).Change(Moved(mine, "at 1")));
        await a.MustCommitAsync(a.Commit().Message("two", send).Change(Moved(mine, "at 2")));
        Assert.Equal("at 2", (await GetAsync(b, item.Id)).Transmit);
        Assert.Empty(await TakeDueAsync(b, -send));

        await CrashAndTakeOverAsync(a, b);
        var taken = Assert.Single(await TakeDueAsync(b, -send));
        Assert.Equal(("at 2", 1), (taken.Transmit, taken.Deaths));
        Assert.NotNull(await b.Store.Bodies.ReadAsync(body, 0, default));
        await b.MustCommitAsync(b.Commit().Message("three", send).Remove(new OpenItemKey(taken.Id, taken.Epoch)));
        Assert.Null(await b.Store.OpenItems.GetAsync(item.Id, default));
    }

    [Fact]
    [Rule(4, 32)]
    [Promise("IOpenItemStore.TerminateAsync", 2, 3)]
    [Invariant(4)]
    public async Task A_large_interchange_is_terminated_in_the_hands_of_its_owner_whose_next_slice_leaves_no_trace()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        var large = Some.OpenItem(-send, OpenItemState.Active) with { Kind = OpenItemKind.Receive };
        var other = Some.OpenItem(send, OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Message("one", send).Add(large).Add(other));

        Assert.Equal([large.Id], await b.Store.OpenItems.TerminateAsync([large.Id, other.Id], [], default));

        var lost = await a.CommitAsync(a.Commit().Message("two", send).Change(Moved(large with { Epoch = 1 }, "at 2")));
        Assert.Equal([large.Id], Assert.IsType<CommitResult.OpenItemsLost>(lost).Items);
        await a.MustCommitAsync(a.Commit().Message("three", send).Remove(new OpenItemKey(other.Id, 1)));
        Assert.Empty(await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    private static OpenItemChange Moved(OpenItemRow item, string progress) => new()
    {
        Key = new OpenItemKey(item.Id, item.Epoch), State = OpenItemState.Active, Attempts = item.Attempts,
        Transmit = progress,
    };

    private static async Task<(Guid Id, byte[] Chunk)> UploadedAsync(StoreProcess process)
    {
        var (id, chunk) = (Some.Id(), Some.Bytes("a large interchange"));
        await process.Store.Bodies.AppendAsync(process.Session, id, 0, chunk, default);
        return (id, chunk);
    }
}
