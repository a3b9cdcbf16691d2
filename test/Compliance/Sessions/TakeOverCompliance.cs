using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Sessions;

/// <summary>What a dead process had is free after one takeover, and what a live one has is not.</summary>
public abstract class TakeOverCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(23, 24)]
    [Promise("ISessionStore.TakeOverAsync", 2, 3)]
    [Invariant(3, 4)]
    public async Task Everything_of_a_dead_session_is_free_and_every_epoch_has_risen()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item).Message("1", a.Reader("send")));
        await CrashAsync(a);

        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        Assert.Equal([b.Session], (await b.Store.Sessions.ListAsync(default)).Select(row => row.Id));
        var freed = (await b.Store.OpenItems.GetAsync(item.Id, default))!;
        Assert.Equal((OpenItemState.Waiting, 2L, 1), (freed.State, freed.Epoch, freed.Deaths));
        Assert.Equal(Clock.Now, freed.Due);
        var own = b.Lanes.ToList();
        var holdings = await b.AcquireAsync();
        Assert.Equal(a.Lanes.Concat(own).Order(), holdings.Lanes.Select(one => one.Lane).Order());
        Assert.All(
            holdings.Lanes.Where(one => !own.Contains(one.Lane)),
            one => Assert.Equal(a.LaneEpochOf(one.Lane) + 2, one.Epoch));
        Assert.All(
            holdings.Readers.Where(one => !own.Contains(one.ReaderLane.Lane)),
            one => Assert.Equal(a.EpochOf(one.ReaderLane) + 2, one.Epoch));
        Assert.Equal(1, holdings.Lanes.Single(one => one.Lane == a.Lane).LastSequence);
    }

    [Fact]
    [Rule(20, 21)]
    [Promise("ISessionStore.TakeOverAsync", 4)]
    [Invariant(3)]
    public async Task A_live_session_one_that_is_gone_and_one_that_never_was_are_not_taken_over()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var gone = await JoinAsync("c");
        await gone.MustCommitAsync(gone.Commit().Message("1", gone.Reader("send")));
        await CrashAsync(gone);
        Assert.True(await b.Store.Sessions.TakeOverAsync(gone.Session, default));
        var holdings = await b.AcquireAsync();

        foreach (var session in new[] { a.Session, b.Session, gone.Session, new SessionId(4711), SessionId.None })
        {
            Assert.False(await b.Store.Sessions.TakeOverAsync(session, default));
        }

        Assert.Equal(holdings.Lanes, (await b.AcquireAsync()).Lanes);
        Assert.Equal(a.Lanes, (await a.AcquireAsync()).Lanes.Select(one => one.Lane).Order());
        await a.MustCommitAsync(a.Commit().Progress(a.Reader("send"), new Position(2, 0)));
        await b.MustCommitAsync(b.Commit().Progress(b.Reader("send"), new Position(2, 0)));
    }

    [Fact]
    [Rule(24)]
    [Promise("ISessionStore.TakeOverAsync", 4)]
    [Invariant(3)]
    public async Task Of_several_takers_at_once_one_wins_and_the_epochs_rise_once()
    {
        var dead = await JoinAsync("dead");
        var takers = new List<StoreProcess>();
        for (var i = 0; i < 4; i++)
        {
            takers.Add(await StartAsync($"taker {i}"));
        }
        await CrashAsync(dead);

        var won = await Together("takeover", [.. takers.Select<StoreProcess, Func<Task<bool>>>(
            taker => () => taker.Store.Sessions.TakeOverAsync(dead.Session, default))]);

        Assert.Single(won, one => one);
        var holdings = await takers[0].AcquireAsync();
        Assert.All(
            holdings.Lanes.Where(one => dead.Lanes.Contains(one.Lane)),
            one => Assert.Equal(dead.LaneEpochOf(one.Lane) + 2, one.Epoch));
        Assert.All(holdings.Readers, one => Assert.Equal(1, one.Deaths));
    }

    [Fact]
    [Rule(24)]
    [Promise("ISessionStore.TakeOverAsync", 4)]
    public async Task Several_dead_sessions_are_taken_over_each_by_anyone()
    {
        var dead = new List<StoreProcess>();
        for (var i = 0; i < 4; i++)
        {
            dead.Add(await JoinAsync($"dead {i}"));
        }
        var b = await StartAsync("b");
        var c = await StartAsync("c");
        foreach (var process in dead)
        {
            await CrashAsync(process);
        }

        var takes = dead.SelectMany<StoreProcess, Func<Task<bool>>>(process =>
        [
            () => b.Store.Sessions.TakeOverAsync(process.Session, default),
            () => c.Store.Sessions.TakeOverAsync(process.Session, default),
        ]);
        var won = await Together("takeovers", [.. takes]);

        Assert.Equal(dead.Count, won.Count(one => one));
        var holdings = await b.AcquireAsync();
        Assert.Equal(dead.SelectMany(process => process.Lanes).Order(), holdings.Lanes.Select(one => one.Lane).Order());
    }

    [Fact]
    [Rule(27, 28)]
    [Promise("ISessionStore.TakeOverAsync", 2)]
    [Invariant(7)]
    public async Task Deaths_are_counted_where_the_position_stands_and_begin_anew_when_it_moves()
    {
        var owner = await JoinAsync("server 0");
        var lane = owner.Lane;
        var send = owner.Reader("send");
        await owner.MustCommitAsync(owner.Commit(lane).Message("1", send).Message("2", send).Message("3", send));
        (bool Moves, bool Dies, int Deaths)[] lives =
        [
            (false, true, 1), (false, true, 2), (false, false, 2), (false, true, 3),
            (true, true, 1), (false, true, 2), (true, false, 0), (false, true, 1),
        ];
        var item = 0;
        foreach (var (life, number) in lives.Select((one, i) => (one, i + 1)))
        {
            if (life.Moves)
            {
                await owner.MustCommitAsync(owner.Commit(lane).Progress(send, new Position(1, ++item), inLane: lane));
            }
            var heir = await StartAsync($"server {number}");
            if (life.Dies)
            {
                await CrashAndTakeOverAsync(owner, heir);
            }
            else
            {
                await owner.Store.Sessions.EndAsync(owner.Session, default);
                await heir.AcquireAsync();
            }
            Assert.True(
                life.Deaths == heir.Grant(send, lane).Deaths,
                $"Life {number}: {heir.Grant(send, lane).Deaths} deaths instead of {life.Deaths}.");
            owner = heir;
        }
    }

    [Fact]
    [Rule(24, 29)]
    [Invariant(4)]
    public async Task A_process_that_was_taken_over_takes_nothing_and_joins_again_as_a_new_session()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await CrashAndTakeOverAsync(a, b);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => a.Store.Sessions.AcquireAsync(a.Session, 2, [0], default));

        var again = await StartAsync("a");
        Assert.True(again.Session.Value > a.Session.Value);
        Assert.True((await again.AcquireAsync()).Lanes.Count >= 2);
        await again.MustCommitAsync(again.Commit().Message("back", again.Reader("send")));
    }

    [Fact]
    [Rule(28)]
    [Invariant(7)]
    public async Task A_good_end_frees_everything_at_once_with_no_death_counted()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item).Message("1", a.Reader("send")));

        await a.Store.Sessions.EndAsync(a.Session, default);

        var holdings = await b.AcquireAsync();
        Assert.Superset(a.Lanes.ToHashSet(), holdings.Lanes.Select(one => one.Lane).ToHashSet());
        Assert.All(holdings.Readers, one => Assert.Equal(0, one.Deaths));
        Assert.All(
            holdings.Lanes.Where(one => a.Lanes.Contains(one.Lane)),
            one => Assert.True(one.Epoch > a.LaneEpochOf(one.Lane)));
        var freed = Assert.Single(await b.Store.OpenItems.AcquireDueAsync(b.Session, [], 10, 1000, default));
        Assert.Equal((item.Id, 0), (freed.Id, freed.Deaths));
        Assert.True(freed.Epoch > 1);
    }
}
