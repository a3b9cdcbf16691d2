using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>All of it or nothing.</content>
public abstract partial class CommitCompliance
{
    [Fact]
    [Rule(1, 2, 10)]
    [Promise("ILogStore.CommitAsync", 1)]
    public async Task A_commit_brings_everything_it_holds()
    {
        var a = await JoinAsync();
        var full = await FullCommit.PrepareAsync(a);

        await a.MustCommitAsync(full.Build());

        var b = await JoinAsync("b");
        int send = a.Reader("send"), archive = a.Reader("archive");
        Assert.Equal(["for both", "for one"], await ReadByAsync(b, a, send, from: 2));
        Assert.Equal(["for both"], await ReadByAsync(b, a, archive, from: 1));
        Assert.Equal(2, (await b.Store.Log.ReadHeadsAsync(default))[a.Lane]);
        var tracks = await b.Store.Log.ReadTracksAsync(a.Lane, 1, 10, 10_000, default);
        Assert.Equal("received two", Some.Text(Assert.Single(tracks).Track));
        var progress = await b.Store.Log.ReadProgressAsync(default);
        var row = progress.Single(one => one.ReaderLane == new ReaderLane(send, a.Lane));
        Assert.Equal((new Position(2, 0), "done: none above"), (row.Position, Some.Text(row.Done)));
        Assert.Equal([full.Receipt], await b.Store.Receipts.FindAsync(full.Receipts, default));
        Assert.Equal([full.Claim.Id], await b.Store.Receipts.FindClaimsAsync(full.Claims, default));
        Assert.Equal(OpenItemState.Suspended, (await b.Store.OpenItems.GetAsync(full.Changed.Id, default))!.State);
        Assert.Null(await b.Store.OpenItems.GetAsync(full.Removed.Id, default));
        Assert.NotNull(await b.Store.OpenItems.GetAsync(full.Added.Id, default));
        Assert.Equal("body", Some.Text(await b.Store.Bodies.ReadAsync(full.Bodies[0], 0, default)));
        var from = DateTimeOffset.UnixEpoch;
        Assert.Equal("received, sent", Some.Text(Assert.Single(
            await b.Store.Tracking.ReadAsync(from, from, 0, 10, default)).Events));
    }

    [Theory]
    [InlineData("lane")]
    [InlineData("routes")]
    [InlineData("progress")]
    [InlineData("transmit")]
    [InlineData("changed item")]
    [InlineData("removed item")]
    [InlineData("receipt")]
    [Rule(2, 3, 4, 5, 40)]
    [Promise("ILogStore.CommitAsync", 1, 3)]
    [Schedule("1a", "1c")]
    [Invariant(4)]
    public async Task A_commit_that_fails_for_one_thing_leaves_nothing_of_the_others(string stale)
    {
        var a = await JoinAsync();
        var full = await FullCommit.PrepareAsync(a);
        var taken = Some.Key();
        await a.MustCommitAsync(a.Commit().Receipt(taken));
        var before = await full.ReadAsync(a.Store);

        var tracker = new ReaderLane(0, a.Lane);
        var epoch = a.EpochOf(tracker);
        var result = await a.CommitAsync(stale switch
        {
            "lane" => full.Build().InLaneEpoch(a.LaneEpochOf(a.Lane) - 1),
            "routes" => full.Build().RoutedWith(a.RouteVersion!.Value - 1),
            "progress" => full.Build().Progress(new ProgressRow(tracker, epoch - 1, 50, new Position(1, 0), default)),
            "transmit" => full.Build().Transmit(new TransmitRow(tracker, epoch - 1, 50, new Position(1, 0), default)),
            "changed item" => full.Build().Change(new OpenItemChange
            {
                Key = new OpenItemKey(Some.Id(), 1), State = OpenItemState.Waiting, Attempts = 1,
            }),
            "removed item" => full.Build().Remove(full.Changed with { Epoch = 0 }),
            _ => full.Build().Receipt(taken),
        });

        Assert.IsNotType<CommitResult.Committed>(result);
        Assert.Equal(before, await full.ReadAsync(a.Store));
        await a.MustCommitAsync(full.Build());
    }

    [Fact]
    [Rule(1, 11)]
    public async Task A_batch_that_failed_for_one_member_is_committed_again_without_it_at_the_same_sequence()
    {
        var a = await JoinAsync();
        var duplicate = Some.Key();
        await a.MustCommitAsync(a.Commit().Receipt(duplicate));
        var send = a.Reader("send");

        var whole = a.Commit().Message("innocent", send).Receipt(Some.Key()).Message("again", send).Receipt(duplicate);
        var result = Assert.IsType<CommitResult.ReceiptsTaken>(await a.CommitAsync(whole));
        Assert.Equal([duplicate], result.Keys);
        await a.MustCommitAsync(a.Commit().Message("innocent", send).Receipt(Some.Key()));

        Assert.Equal(["innocent"], await a.ReadAsync(send));
        Assert.Equal(2, (await a.Store.Log.ReadHeadsAsync(default))[a.Lane]);
    }

    private static async Task<IReadOnlyList<string>> ReadByAsync(
        StoreProcess reader, StoreProcess writer, int id, long from) => await reader.ReadAsync(id, writer.Lane, from);
}
