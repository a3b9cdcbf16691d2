using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Sessions;

/// <summary>What hangs is taken over like what is dead, and what beats is not.</summary>
public abstract class ExpireCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(23, 24, 29)]
    [Promise("ISessionStore.ExpireAsync", 1, 2)]
    [Schedule("2")]
    [Invariant(3, 4, 8)]
    public async Task Everything_of_a_session_that_hangs_is_free_and_it_writes_nothing_any_more()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item).Message("1", a.Reader("send")));

        Assert.True(await b.Store.Sessions.ExpireAsync(a.Session, await HeartbeatOfAsync(b, a), default));

        Assert.Equal([b.Session], (await b.Store.Sessions.ListAsync(default)).Select(row => row.Id));
        var freed = (await b.Store.OpenItems.GetAsync(item.Id, default))!;
        Assert.Equal((OpenItemState.Waiting, 2L, 1), (freed.State, freed.Epoch, freed.Deaths));
        var own = b.Lanes.ToList();
        var holdings = await b.AcquireAsync();
        Assert.Equal(a.Lanes.Concat(own).Order(), holdings.Lanes.Select(one => one.Lane).Order());
        Assert.All(
            holdings.Lanes.Where(one => !own.Contains(one.Lane)),
            one => Assert.Equal(a.LaneEpochOf(one.Lane) + 2, one.Epoch));
        Assert.IsType<CommitResult.LaneLost>(await Within(
            a.CommitAsync(a.Commit().Message("late", a.Reader("send"))), "the late commit"));
        Assert.False(await a.Store.Sessions.HeartbeatAsync(a.Session, default));
        var again = await StartAsync();
        await again.AcquireAsync();
        await again.MustCommitAsync(again.Commit().Message("2", again.Reader("send")));
    }

    [Fact]
    [Rule(29)]
    [Promise("ISessionStore.ExpireAsync", 1, 3)]
    [Invariant(3, 8)]
    public async Task One_that_beats_again_or_is_not_there_is_not_taken_over()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        long seen = await HeartbeatOfAsync(b, a);
        Assert.True(await a.Store.Sessions.HeartbeatAsync(a.Session, default));

        Assert.False(await b.Store.Sessions.ExpireAsync(a.Session, seen, default));
        Assert.False(await b.Store.Sessions.ExpireAsync(new SessionId(4711), 0, default));

        Assert.Equal(a.Lanes, (await a.AcquireAsync()).Lanes.Select(one => one.Lane).Order());
        await a.MustCommitAsync(a.Commit().Message("1", a.Reader("send")));
    }

    [Fact]
    [Rule(24, 29)]
    [Promise("ISessionStore.ExpireAsync", 3)]
    [Invariant(3)]
    public async Task Of_several_takers_at_once_one_wins_and_the_epochs_rise_once()
    {
        var hung = await JoinAsync("hung");
        var takers = new List<StoreProcess>();
        for (var i = 0; i < 4; i++)
        {
            takers.Add(await StartAsync($"taker {i}"));
        }
        long seen = await HeartbeatOfAsync(takers[0], hung);

        var won = await Together("takeover", [.. takers.Select<StoreProcess, Func<Task<bool>>>(
            taker => () => taker.Store.Sessions.ExpireAsync(hung.Session, seen, default))]);

        Assert.Single(won, one => one);
        var holdings = await takers[0].AcquireAsync();
        Assert.All(
            holdings.Lanes.Where(one => hung.Lanes.Contains(one.Lane)),
            one => Assert.Equal(hung.LaneEpochOf(one.Lane) + 2, one.Epoch));
    }

    private static async Task<long> HeartbeatOfAsync(StoreProcess looker, StoreProcess watched) =>
        (await looker.Store.Sessions.ListAsync(default)).Single(row => row.Id == watched.Session).Heartbeat;
}
