using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Fences;

/// <content>The reader in a lane.</content>
public abstract partial class FenceCompliance
{
    [Theory]
    [InlineData(false, -1)]
    [InlineData(false, +1)]
    [InlineData(true, -1)]
    [InlineData(true, +1)]
    [Rule(3, 4, 23)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(3, 4)]
    public async Task The_right_session_with_another_epoch_completes_nothing(bool transmit, int distance)
    {
        var a = await JoinAsync();
        var key = new ReaderLane(a.Reader("send"), a.Lane);
        await a.MustCommitAsync(a.Commit().Message("work", key.Reader));
        var before = await Contents.ReadAsync(a.Store, [Some.Key("k")]);

        var commit = Write(a.Commit(), key, a.EpochOf(key) + distance, transmit);
        var result = await a.CommitAsync(commit.Message("answer", key.Reader).Receipt(Some.Key("k")));

        Assert.Equal([key], Assert.IsType<CommitResult.ReadersLost>(result).Readers);
        Assert.Equal(before, await Contents.ReadAsync(a.Store, [Some.Key("k")]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule(3, 4, 23)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(3, 4)]
    [Schedule("1c", "1d")]
    public async Task Another_session_with_the_right_epoch_completes_nothing_though_its_own_lane_is_in_order(
        bool transmit)
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var key = new ReaderLane(a.Reader("send"), a.Lane);
        await a.MustCommitAsync(a.Commit().Message("work", key.Reader));
        var before = await Contents.ReadAsync(a.Store);

        var commit = Write(b.Commit(), key, a.EpochOf(key), transmit);
        var result = await b.CommitAsync(commit.Message("answer", key.Reader));

        Assert.Equal([key], Assert.IsType<CommitResult.ReadersLost>(result).Readers);
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
    }

    [Fact]
    [Rule(3, 4, 24)]
    [Invariant(3, 4)]
    [Schedule("1c")]
    public async Task One_stale_reader_among_many_fails_the_whole_batch_and_is_named()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        await a.MustCommitAsync(a.Commit().Message("work", send, archive));
        var stale = new ReaderLane(archive, a.Lane);

        var result = await a.CommitAsync(a.Commit().Progress(send, new Position(2, 0)).Progress(0, new Position(2, 0))
            .Progress(new ProgressRow(stale, a.EpochOf(stale) - 1, 1, new Position(2, 0), default)));

        Assert.Equal([stale], Assert.IsType<CommitResult.ReadersLost>(result).Readers);
        var progress = await a.Store.Log.ReadProgressAsync(default);
        Assert.All(progress, row => Assert.Equal(Position.Start, row.Position));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)));
    }

    [Fact]
    [Rule(3)]
    public async Task A_reader_that_nobody_has_taken_cannot_be_completed()
    {
        var a = await StartAsync();
        var send = a.Reader("send");
        await a.AcquireAsync(2, 0);
        var key = new ReaderLane(send, a.Lane);

        foreach (var epoch in new long[] { 0, 1 })
        {
            var row = new ProgressRow(key, epoch, 1, new Position(5, 0), default);
            Assert.IsType<CommitResult.ReadersLost>(await a.CommitAsync(a.Commit().Progress(row)));
        }
    }

    [Fact]
    [Rule(3, 4, 23)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(4)]
    public async Task The_same_session_with_the_epoch_of_an_earlier_ownership_completes_nothing()
    {
        var a = await JoinAsync();
        var host = a.Grant(a.Reader("send")).Progress;
        var first = await DetachAsync(a, host);
        Assert.True(await a.Store.Configuration.JoinPortAsync(a.Session, [first.Progress], default));
        var second = await DetachAsync(a, host);

        var stale = second.Progress with { Epoch = first.Epoch, Number = 100, Position = new Position(7, 0) };
        Assert.IsType<CommitResult.ReadersLost>(await a.CommitAsync(a.Commit().Progress(stale)));
        Assert.False(await a.Store.Configuration.JoinPortAsync(
            a.Session, [second.Progress with { Epoch = first.Epoch }], default));
        await a.MustCommitAsync(a.Commit().Progress(second.ReaderLane.Reader, new Position(1, 1)));
    }

    private static async Task<ReaderGrant> DetachAsync(StoreProcess process, ProgressRow host)
    {
        var row = host with { Epoch = process.EpochOf(host.ReaderLane) };
        var grants = await process.Store.Configuration.DetachPortAsync(process.Session, "send/to-erp", [row], default);
        process.Believe([], grants!);
        var grant = Assert.Single(grants!);
        return grant with { Progress = grant.Progress with { Epoch = grant.Epoch } };
    }

    private static CommitBuilder Write(CommitBuilder builder, ReaderLane key, long epoch, bool transmit) => transmit
        ? builder.Transmit(new TransmitRow(key, epoch, 1, new Position(1, 0), Some.Bytes("name")))
        : builder.Progress(new ProgressRow(key, epoch, 1, new Position(2, 0), default));
}
