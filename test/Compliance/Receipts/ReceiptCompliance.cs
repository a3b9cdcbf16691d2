using Viaduct.Compliance.Citations;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Receipts;

/// <summary>A source item is received once, whoever brings it and however often.</summary>
public abstract class ReceiptCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(40, 41)]
    [Invariant(2)]
    public async Task A_look_up_tells_which_of_many_keys_are_there()
    {
        var a = await JoinAsync();
        var keys = Enumerable.Range(0, 1000).Select(i => Some.Key($"{i}")).ToList();
        var commit = a.Commit();
        foreach (var key in keys.Where((_, i) => i % 3 == 0))
        {
            commit.Receipt(key);
        }
        await a.MustCommitAsync(commit);

        var found = await a.Store.Receipts.FindAsync(keys, default);

        Assert.Equal(keys.Where((_, i) => i % 3 == 0).Order(), found.Order());
        Assert.Empty(await a.Store.Receipts.FindAsync([], default));
        Assert.Single(await a.Store.Receipts.FindAsync([keys[0], keys[0], keys[1]], default));
    }

    [Fact]
    [Rule(46)]
    [Invariant(2)]
    public async Task An_exclusive_key_stands_or_falls_with_the_receipt_beside_it()
    {
        var a = await JoinAsync();
        var (exclusive, first, other) = (Some.Key(), Some.Key(), Some.Key());
        await a.MustCommitAsync(a.Commit().Receipt(first).Receipt(exclusive));

        var refused = await a.CommitAsync(a.Commit().Receipt(other).Receipt(exclusive).Message("x", a.Reader("send")));

        Assert.Equal([exclusive], Assert.IsType<CommitResult.ReceiptsTaken>(refused).Keys);
        Assert.Equal(
            new[] { first, exclusive }.Order(),
            (await a.Store.Receipts.FindAsync([first, exclusive, other], default)).Order());
        Assert.Empty(await a.ReadAsync(a.Reader("send")));
    }

    [Fact]
    [Rule(40)]
    [Invariant(2)]
    public async Task Keys_of_every_value_stay_apart()
    {
        var a = await JoinAsync();
        byte[][] values =
        [
            [.. Enumerable.Repeat((byte)0, 16)], [.. Enumerable.Repeat((byte)255, 16)],
            [.. Enumerable.Repeat((byte)0, 15), 1], [128, .. Enumerable.Repeat((byte)0, 15)],
            [127, .. Enumerable.Repeat((byte)255, 15)],
        ];
        var keys = values.Select(value => ReceiptKey.FromBytes(value)).ToList();
        foreach (var key in keys)
        {
            Assert.Empty(await a.Store.Receipts.FindAsync([key], default));
            await a.MustCommitAsync(a.Commit().Receipt(key));
        }

        Assert.Equal(keys.Order(), (await a.Store.Receipts.FindAsync(keys, default)).Order());
    }

    [Fact]
    [Rule(43, 45)]
    [Invariant(2)]
    public async Task An_equal_item_is_new_again_as_soon_as_its_receipt_is_closed_and_not_before()
    {
        var a = await JoinAsync();
        var key = Some.Key();
        for (var round = 0; round < 3; round++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{round}", a.Reader("send")).Receipt(key));
            Assert.IsType<CommitResult.ReceiptsTaken>(await a.CommitAsync(a.Commit().Receipt(key)));
            Assert.Single(await a.Store.Receipts.FindAsync([key], default));

            await a.MustCommitAsync(a.Commit().CloseReceipts(key));
            Assert.Empty(await a.Store.Receipts.FindAsync([key], default));
        }
        Assert.Equal(["0", "1", "2"], await a.ReadAsync(a.Reader("send")));
    }

    [Fact]
    [Rule(43)]
    public async Task Closing_a_receipt_again_or_one_that_is_not_there_changes_nothing()
    {
        var a = await JoinAsync();
        var key = Some.Key();
        await a.MustCommitAsync(a.Commit().Receipt(key));
        await a.MustCommitAsync(a.Commit().CloseReceipts(key, Some.Key()));

        await a.MustCommitAsync(a.Commit().CloseReceipts(key));

        Assert.Empty(await a.Store.Receipts.FindAsync([key], default));
    }

    [Fact]
    [Rule(40, 41)]
    [Invariant(2)]
    public async Task Of_two_processes_that_bring_the_same_items_in_opposite_order_one_wins_and_neither_hangs()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        for (var round = 0; round < 20; round++)
        {
            var keys = Enumerable.Range(0, 50).Select(_ => Some.Key()).ToList();
            var results = await Together(
                "two commits of the same receipts",
                () => a.CommitAsync(Receive(a, keys)),
                () => b.CommitAsync(Receive(b, keys.AsEnumerable().Reverse())));

            Assert.Single(results, one => one is CommitResult.Committed);
            var lost = Assert.Single(results.OfType<CommitResult.ReceiptsTaken>());
            Assert.NotEmpty(lost.Keys);
            Assert.Subset(keys.ToHashSet(), lost.Keys.ToHashSet());
        }
        Assert.Equal(20, (await a.ReadAsync(a.Reader("send"))).Count + (await b.ReadAsync(b.Reader("send"))).Count);
    }

    [Fact]
    [Rule(11, 40, 41)]
    [Invariant(2)]
    [Schedule("1e", "5")]
    public async Task Processes_with_overlapping_items_go_on_without_the_losers_until_each_item_is_in_once()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var items = Enumerable.Range(0, 40).Select(i => $"item {i}").ToList();

        await Together(
            "two processes with overlapping items",
            () => ReceiveAllAsync(a, [.. items.Take(30)]),
            () => ReceiveAllAsync(b, [.. items.Skip(10).Reverse()]));

        var received = (await a.ReadAsync(a.Reader("send"))).Concat(await b.ReadAsync(b.Reader("send")));
        Assert.Equal(items.Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
    }

    private static CommitBuilder Receive(StoreProcess process, IEnumerable<ReceiptKey> keys)
    {
        var commit = process.Commit().Message("some items", process.Reader("send"));
        foreach (var key in keys)
        {
            commit.Receipt(key);
        }
        return commit;
    }

    // As a writer does it: five at a time, and again without the members that lost.
    private static async Task<bool> ReceiveAllAsync(StoreProcess process, IReadOnlyList<string> items)
    {
        foreach (var five in items.Chunk(5))
        {
            var left = five.ToList();
            while (left.Count > 0)
            {
                var commit = process.Commit();
                left.ForEach(item => commit.Message(item, process.Reader("send")).Receipt(Some.Key(item)));
                if (await process.CommitAsync(commit) is not CommitResult.ReceiptsTaken taken)
                {
                    break;
                }
                Assert.NotEqual(0, left.RemoveAll(item => taken.Keys.Contains(Some.Key(item))));
            }
        }
        return true;
    }
}
