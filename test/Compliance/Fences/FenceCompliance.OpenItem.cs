using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Fences;

/// <content>The open item.</content>
public abstract partial class FenceCompliance
{
    [Theory]
    [InlineData(false, -1)]
    [InlineData(false, +1)]
    [InlineData(true, -1)]
    [InlineData(true, +1)]
    [Rule(4, 32)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(3, 4)]
    public async Task The_right_session_with_another_epoch_changes_no_item(bool remove, int distance)
    {
        var a = await JoinAsync();
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item));
        var before = await Contents.ReadAsync(a.Store);

        var result = await a.CommitAsync(Write(a.Commit(), new OpenItemKey(item.Id, 1 + distance), remove));

        Assert.Equal([item.Id], Assert.IsType<CommitResult.OpenItemsLost>(result).Items);
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule(4, 32)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(3, 4)]
    [Schedule("1c", "1d")]
    public async Task Another_session_with_the_right_epoch_changes_no_item(bool remove)
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item));
        var before = await Contents.ReadAsync(a.Store);

        var result = await b.CommitAsync(Write(b.Commit(), new OpenItemKey(item.Id, 1), remove));

        Assert.Equal([item.Id], Assert.IsType<CommitResult.OpenItemsLost>(result).Items);
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
    }

    [Theory]
    [InlineData(OpenItemState.Waiting)]
    [InlineData(OpenItemState.Suspended)]
    [InlineData(OpenItemState.SuspendedNotResumable)]
    [Rule(4, 31, 32)]
    [Invariant(3)]
    public async Task An_item_that_nobody_works_on_is_changed_by_no_commit(OpenItemState state)
    {
        var a = await JoinAsync();
        var item = Some.OpenItem(state: state);
        await a.MustCommitAsync(a.Commit().Add(item));
        var before = await Contents.ReadAsync(a.Store);

        foreach (var remove in new[] { false, true })
        {
            var key = new OpenItemKey(item.Id, (await a.Store.OpenItems.GetAsync(item.Id, default))!.Epoch);
            Assert.IsType<CommitResult.OpenItemsLost>(await a.CommitAsync(Write(a.Commit(), key, remove)));
        }
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
    }

    [Fact]
    [Rule(4, 23, 32)]
    [Invariant(3, 4)]
    public async Task The_same_session_with_the_epoch_of_an_earlier_attempt_changes_no_item()
    {
        var a = await JoinAsync();
        var item = Some.OpenItem();
        await a.MustCommitAsync(a.Commit().Add(item));
        var first = Assert.Single(await a.Store.OpenItems.AcquireDueAsync(a.Session, [], 10, 1000, default));
        var failed = new OpenItemChange
        {
            Key = new OpenItemKey(item.Id, first.Epoch), State = OpenItemState.Waiting, Attempts = 1,
        };
        await a.MustCommitAsync(a.Commit().Change(failed));
        var second = Assert.Single(await a.Store.OpenItems.AcquireDueAsync(a.Session, [], 10, 1000, default));
        Assert.True(second.Epoch > first.Epoch);

        Assert.IsType<CommitResult.OpenItemsLost>(await a.CommitAsync(a.Commit().Change(failed)));
        Assert.IsType<CommitResult.OpenItemsLost>(
            await a.CommitAsync(a.Commit().Remove(new OpenItemKey(item.Id, first.Epoch))));
        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(item.Id, second.Epoch)));
    }

    private static CommitBuilder Write(CommitBuilder builder, OpenItemKey key, bool remove) => remove
        ? builder.Remove(key)
        : builder.Change(new OpenItemChange { Key = key, State = OpenItemState.Suspended, Attempts = 9 });
}
