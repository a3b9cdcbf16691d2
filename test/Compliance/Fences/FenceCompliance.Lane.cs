using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Fences;

/// <content>The lane.</content>
public abstract partial class FenceCompliance
{
    [Theory]
    [InlineData(-1)]
    [InlineData(+1)]
    [InlineData(+1000)]
    [Rule(3, 4, 23)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(4)]
    public async Task The_right_session_with_another_epoch_cannot_write_a_lane(int distance)
    {
        var a = await JoinAsync();
        var commit = a.Commit().InLaneEpoch(a.LaneEpochOf(a.Lane) + distance).Message("stale", a.Reader("send"));

        var result = await a.CommitAsync(commit.Track("stale").Receipt(Some.Key("k")));

        Assert.IsType<CommitResult.LaneLost>(result);
        await AssertUntouchedAsync(a);
    }

    [Fact]
    [Rule(3, 4, 23)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(4)]
    [Schedule("1d")]
    public async Task Another_session_with_the_right_epoch_cannot_write_a_lane()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");

        foreach (var other in new[] { b.Session, new SessionId(b.Session.Value + 1), SessionId.None })
        {
            var commit = a.Commit().As(other).Message("stale", a.Reader("send")).Track("stale");
            Assert.IsType<CommitResult.LaneLost>(await b.CommitAsync(commit.Receipt(Some.Key("k"))));
        }
        await AssertUntouchedAsync(a);
    }

    [Fact]
    [Rule(3)]
    [Promise("ILogStore.CommitAsync", 3)]
    public async Task A_lane_that_nobody_has_made_cannot_be_written()
    {
        var a = await JoinAsync();
        a.Believe([new LaneGrant(9999, 1, 0)], []);

        Assert.IsType<CommitResult.LaneLost>(await a.CommitAsync(a.Commit(9999)));
    }

    [Fact]
    [Rule(3, 23, 24)]
    [Promise("ISessionStore.TakeOverAsync", 1)]
    [Invariant(4)]
    [Schedule("1a")]
    public async Task After_a_takeover_no_write_of_the_old_owner_gets_in_however_long_it_slept()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("before", send));

        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));
        var freed = await Contents.ReadAsync(b.Store, [Some.Key("k")]);
        await ExpectLaneLostAsync(a, send);
        Assert.Equal(freed, await Contents.ReadAsync(b.Store, [Some.Key("k")]));

        await b.AcquireAsync();
        await b.MustCommitAsync(b.Commit(a.Lane).Message("after", send));
        var taken = await Contents.ReadAsync(b.Store, [Some.Key("k")]);
        await ExpectLaneLostAsync(a, send);
        Assert.Equal(taken, await Contents.ReadAsync(b.Store, [Some.Key("k")]));
        Assert.Equal(["before", "after"], await b.ReadAsync(send, a.Lane));
    }

    [Fact]
    [Rule(23, 28)]
    public async Task A_session_that_has_ended_in_good_order_writes_no_more()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await a.Store.Sessions.EndAsync(a.Session, default);

        await ExpectLaneLostAsync(a, a.Reader("send"));

        await b.AcquireAsync();
        Assert.Empty(await b.ReadAsync(a.Reader("send"), a.Lane));
    }

    private static async Task ExpectLaneLostAsync(StoreProcess sleeper, int reader)
    {
        foreach (var lane in sleeper.Lanes)
        {
            var commit = sleeper.Commit(lane).Message("from beyond", reader).Receipt(Some.Key("k"));
            Assert.IsType<CommitResult.LaneLost>(await sleeper.CommitAsync(commit.Add(Some.SuspendedItem())));
        }
    }

    private static async Task AssertUntouchedAsync(StoreProcess process)
    {
        Assert.Equal(0, (await process.Store.Log.ReadHeadsAsync(default))[process.Lane]);
        Assert.Empty(await process.ReadAsync(process.Reader("send")));
        Assert.Empty(await process.Store.Log.ReadTracksAsync(process.Lane, 1, 10, 1000, default));
        Assert.Empty(await process.Store.Receipts.FindAsync([Some.Key("k")], default));
    }
}
