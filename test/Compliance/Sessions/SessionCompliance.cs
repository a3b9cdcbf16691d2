using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Sessions;

/// <summary>A process is one session: a name, a lock that dies with it, a heartbeat.</summary>
public abstract class SessionCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(20)]
    [Promise("ISessionStore.StartAsync", 1)]
    public async Task A_session_shows_who_it_is_since_when_and_that_it_lives()
    {
        var store = await Fixture.OpenAsync();
        Clock.Step(TimeSpan.FromHours(3));
        var request = new SessionRequest("server ä", "machine-7", 4711, "0.1.0-beta");

        var id = await store.Sessions.StartAsync(request, default);

        var row = Assert.Single(await store.Sessions.ListAsync(default));
        Assert.Equal(id, row.Id);
        Assert.Equal(request, row.Request);
        Assert.Equal(Clock.Now, row.StartedAt);
        Assert.True(row.LockHeld);
        Assert.NotEqual(SessionId.None, row.Id);
    }

    [Fact]
    [Rule(22)]
    [Promise("ISessionStore.StartAsync", 2)]
    public async Task A_server_name_has_one_live_session()
    {
        var a = await StartAsync("a");
        var second = await Fixture.OpenAsync();

        Assert.Null(await second.Sessions.StartAsync(Some.Request("a"), default));
        Assert.NotNull(await second.Sessions.StartAsync(Some.Request("another"), default));

        await a.Store.Sessions.EndAsync(a.Session, default);
        var third = await Fixture.OpenAsync();
        Assert.NotNull(await third.Sessions.StartAsync(Some.Request("a"), default));
    }

    [Fact]
    [Rule(22)]
    [Promise("ISessionStore.StartAsync", 2)]
    public async Task Of_several_processes_that_start_under_one_name_at_once_one_wins()
    {
        var stores = new List<IStore>();
        for (var i = 0; i < 5; i++)
        {
            stores.Add(await Fixture.OpenAsync());
        }

        var ids = await Together("starting", [.. stores.Select<IStore, Func<Task<SessionId?>>>(
            store => () => store.Sessions.StartAsync(Some.Request("the only one"), default))]);

        Assert.Single(ids, id => id is not null);
        Assert.Single(await stores[0].Sessions.ListAsync(default));
    }

    [Fact]
    [Rule(20, 21, 22)]
    [Promise("ISessionStore.StartAsync", 3)]
    public async Task A_dead_session_does_not_hinder_its_successor_and_waits_to_be_taken_over()
    {
        var a = await JoinAsync();
        await CrashAsync(a);

        var successor = await StartAsync("a");
        var holdings = await successor.AcquireAsync();

        Assert.DoesNotContain(a.Lane, holdings.Lanes.Select(one => one.Lane));
        var rows = await successor.Store.Sessions.ListAsync(default);
        Assert.Equal([false, true], rows.OrderBy(row => row.Id.Value).Select(row => row.LockHeld));
        Assert.True(await successor.Store.Sessions.TakeOverAsync(a.Session, default));
        Assert.Contains(a.Lane, (await successor.AcquireAsync()).Lanes.Select(one => one.Lane));
    }

    [Fact]
    [Rule(23)]
    public async Task The_numbers_of_sessions_rise_and_are_never_used_again()
    {
        long last = 0;
        for (var round = 0; round < 6; round++)
        {
            var process = await StartAsync("a");
            Assert.True(process.Session.Value > last, $"Session {process.Session} after {last}.");
            last = process.Session.Value;
            if (round % 2 == 0)
            {
                await process.Store.Sessions.EndAsync(process.Session, default);
            }
            else
            {
                await CrashAsync(process);
                var taker = await Fixture.OpenAsync();
                Assert.True(await taker.Sessions.TakeOverAsync(process.Session, default));
            }
            await process.Store.DisposeAsync();
        }
    }

    [Fact]
    [Rule(29)]
    [Invariant(8)]
    public async Task A_heartbeat_rises_and_is_seen_by_others_whatever_the_clock_does()
    {
        var a = await StartAsync("a");
        var b = await StartAsync("b");
        var seen = await HeartbeatAsync(b, a.Session);
        foreach (var step in new[] { 0, 3600, -7200, 0 })
        {
            Clock.Step(TimeSpan.FromSeconds(step));
            Assert.True(await a.Store.Sessions.HeartbeatAsync(a.Session, default));
            var now = await HeartbeatAsync(b, a.Session);
            Assert.True(now > seen, $"The heartbeat is {now} after {seen}.");
            seen = now;
        }
    }

    [Fact]
    [Rule(29)]
    public async Task A_heartbeat_tells_a_process_that_it_was_taken_over()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        Assert.False(await a.Store.Sessions.HeartbeatAsync(a.Session, default));
        Assert.True(await b.Store.Sessions.HeartbeatAsync(b.Session, default));

        await b.Store.Sessions.EndAsync(b.Session, default);
        Assert.False(await b.Store.Sessions.HeartbeatAsync(b.Session, default));
    }

    [Fact]
    [Rule(20)]
    public async Task A_session_lasts_longer_than_any_clock_says_while_its_process_lives()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");

        Clock.Step(TimeSpan.FromDays(400));
        Assert.False(await b.Store.Sessions.TakeOverAsync(a.Session, default));
        Clock.Step(TimeSpan.FromDays(-800));
        Assert.False(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        Assert.All(await b.Store.Sessions.ListAsync(default), row => Assert.True(row.LockHeld));
        await a.MustCommitAsync(a.Commit().Message("alive", a.Reader("send")));
    }

    [Fact]
    [Rule(28)]
    public async Task Ending_twice_or_after_a_takeover_harms_nobody()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await a.Store.Sessions.EndAsync(a.Session, default);
        var holdings = await b.AcquireAsync();

        await a.Store.Sessions.EndAsync(a.Session, default);

        Assert.Equal(holdings.Lanes, (await b.AcquireAsync()).Lanes);
        Assert.Equal([b.Session], (await b.Store.Sessions.ListAsync(default)).Select(row => row.Id));
    }

    private static async Task<long> HeartbeatAsync(StoreProcess watcher, SessionId session) =>
        (await watcher.Store.Sessions.ListAsync(default)).Single(row => row.Id == session).Heartbeat;
}
