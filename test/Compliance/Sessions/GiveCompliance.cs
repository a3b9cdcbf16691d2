using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Sessions;

/// <summary>Readers go from one session to another that lives, exactly where they stand.</summary>
public abstract class GiveCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(23, 100, 102)]
    [Promise("ISessionStore.GiveAsync", 1, 2)]
    [Schedule("1d")]
    [Schedule("12 (i)")]
    [Invariant(3, 4)]
    public async Task An_heir_goes_on_where_the_giver_stood_and_the_giver_completes_nothing_any_more()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        int send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send));
        await a.MustCommitAsync(
            a.Commit().Progress(send, new Position(1, 1), "done").Transmit(send, new Position(1, 1), "begun"));
        var key = new ReaderLane(send, a.Lane);
        long epoch = a.EpochOf(key);

        Assert.True(await GiveAsync(a, b, key));

        var got = (await b.AcquireAsync()).Readers.Single(one => one.ReaderLane == key);
        Assert.Equal((epoch + 1, new Position(1, 1), 0), (got.Epoch, got.Progress.Position, got.Deaths));
        Assert.Equal(a.Session, got.Home);
        Assert.Equal("done", Some.Text(got.Progress.Done));
        Assert.Equal("begun", Some.Text(Assert.Single(got.Transmits).Records));
        var late = await a.CommitAsync(a.Commit().Progress(send, new Position(2, 0)));
        Assert.Equal([key], Assert.IsType<CommitResult.ReadersLost>(late).Readers);
        await b.MustCommitAsync(b.Commit().Progress(send, new Position(2, 0), inLane: a.Lane));
        // The lane stays the giver's: it writes on, and the heir reads.
        a.Forget(key);
        await a.MustCommitAsync(a.Commit().Message("3", send));
        Assert.Equal(["3"], await b.ReadAsync(send, a.Lane, from: 3));
        Assert.DoesNotContain((await a.AcquireAsync()).Readers, one => one.ReaderLane == key);
    }

    [Fact]
    [Rule(100)]
    [Promise("ISessionStore.GiveAsync", 1)]
    [Invariant(3)]
    public async Task All_are_given_or_none()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        int send = a.Reader("send"), archive = a.Reader("archive");
        var mine = Owned(a, new ReaderLane(send, a.Lane));
        var others = Owned(b, new ReaderLane(send, b.Lane));
        var stale = Owned(a, new ReaderLane(archive, a.Lane)) with { Epoch = 0 };

        Assert.False(await a.Store.Sessions.GiveAsync(a.Session, b.Session, [mine, others], default));
        Assert.False(await a.Store.Sessions.GiveAsync(a.Session, b.Session, [mine, stale], default));
        Assert.False(await a.Store.Sessions.GiveAsync(
            a.Session, b.Session, [mine, new OwnedReader(new ReaderLane(4711, 1), 1)], default));
        Assert.False(await a.Store.Sessions.GiveAsync(a.Session, b.Session, [], default));

        await a.MustCommitAsync(a.Commit().Message("1", send));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)));
    }

    [Fact]
    [Rule(101)]
    [Promise("ISessionStore.GiveAsync", 3)]
    [Invariant(3)]
    public async Task Who_has_no_session_gives_and_gets_nothing()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var key = new ReaderLane(a.Reader("send"), a.Lane);
        await b.Store.Sessions.EndAsync(b.Session, default);

        Assert.False(await GiveAsync(a, b, key));
        Assert.False(await a.Store.Sessions.GiveAsync(a.Session, new SessionId(4711), [Owned(a, key)], default));

        await a.MustCommitAsync(a.Commit().Message("1", a.Reader("send")));
        await a.MustCommitAsync(a.Commit().Progress(a.Reader("send"), new Position(2, 0)));
        var c = await StartAsync("c");
        await CrashAsync(a);
        Assert.True(await c.Store.Sessions.TakeOverAsync(a.Session, default));
        Assert.False(await c.Store.Sessions.GiveAsync(a.Session, c.Session, [Owned(a, key)], default));
    }

    [Fact]
    [Rule(25, 101, 102)]
    [Promise("ISessionStore.GiveAsync", 4)]
    public async Task Without_an_heir_a_reader_goes_home()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var key = new ReaderLane(a.Reader("send"), a.Lane);
        Assert.True(await GiveAsync(a, b, key));
        await b.AcquireAsync();

        Assert.True(await b.Store.Sessions.GiveAsync(b.Session, SessionId.None, [Owned(b, key)], default));

        var home = (await a.AcquireAsync()).Readers.Single(one => one.ReaderLane == key);
        Assert.Equal((b.EpochOf(key) + 1, a.Session), (home.Epoch, home.Home));
        await a.MustCommitAsync(a.Commit().Message("1", a.Reader("send")));
        await a.MustCommitAsync(a.Commit().Progress(a.Reader("send"), new Position(2, 0)));
        // At home already: it stays, in another epoch.
        Assert.True(await a.Store.Sessions.GiveAsync(a.Session, SessionId.None, [Owned(a, key)], default));
        Assert.Equal(
            home.Epoch + 1, (await a.AcquireAsync()).Readers.Single(one => one.ReaderLane == key).Epoch);
    }

    [Fact]
    [Rule(25, 102)]
    [Schedule("3")]
    [Invariant(3, 4)]
    public async Task With_the_death_of_its_heir_the_owner_of_the_lane_has_it_again()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        int send = a.Reader("send");
        var key = new ReaderLane(send, a.Lane);
        await a.MustCommitAsync(a.Commit().Message("1", send));
        Assert.True(await GiveAsync(a, b, key));
        await b.AcquireAsync();

        var holdings = await CrashAndTakeOverAsync(b, a);

        var again = holdings.Readers.Single(one => one.ReaderLane == key);
        Assert.Equal((b.EpochOf(key) + 2, 1), (again.Epoch, again.Deaths));
        Assert.False(await b.CommitAsync(b.Commit().Progress(send, new Position(2, 0), inLane: a.Lane))
            is CommitResult.Committed);
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)));
    }

    [Fact]
    [Rule(25, 102)]
    [Invariant(3)]
    public async Task What_was_given_stays_with_the_heir_whatever_becomes_of_the_lane()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var c = await JoinAsync("c");
        int send = a.Reader("send");
        var key = new ReaderLane(send, a.Lane);
        await a.MustCommitAsync(a.Commit().Message("1", send));
        Assert.True(await GiveAsync(a, b, key));
        await b.AcquireAsync();

        var taken = await CrashAndTakeOverAsync(a, c);

        Assert.Contains(taken.Lanes, lane => lane.Lane == key.Lane);
        Assert.DoesNotContain(taken.Readers, one => one.ReaderLane == key);
        var kept = (await b.AcquireAsync()).Readers.Single(one => one.ReaderLane == key);
        Assert.Equal(c.Session, kept.Home);
        await b.MustCommitAsync(b.Commit().Progress(send, new Position(2, 0), inLane: key.Lane));
    }

    [Fact]
    [Rule(80, 100, 101)]
    [Promise("ISessionStore.GiveAsync", 1, 4)]
    [Invariant(5, 6)]
    public async Task An_ordered_reader_is_given_as_a_whole_and_is_free_without_an_heir()
    {
        var a = await JoinAsync();
        var ordered = Some.Configuration(Hosts) with { Ordered = ["line"] };
        a.Configuration = await a.Store.Configuration.ActivateAsync(ordered, default);
        int line = a.Reader("line");
        await a.AcquireAsync(2, line);
        var b = await StartAsync("b");
        await b.AcquireAsync(2, line);
        ReaderLane[] all = [.. (await a.AcquireAsync(2, line)).Readers
            .Where(one => one.ReaderLane.Reader == line).Select(one => one.ReaderLane)];

        Assert.True(await GiveAsync(a, b, all));
        Assert.Empty((await a.AcquireAsync(2, line)).Readers.Where(one => one.ReaderLane.Reader == line));
        var heirs = (await b.AcquireAsync(2, line)).Readers;
        Assert.Equal(all.Length, heirs.Count(one => one.ReaderLane.Reader == line));
        Assert.True(await GiveAsync(b, null, all));

        Assert.DoesNotContain(
            await b.Store.Sessions.ListOwnersAsync(default), one => one.ReaderLane.Reader == line);
        var taken = await a.AcquireAsync(2, line);
        Assert.Equal(all.Length, taken.Readers.Count(one => one.ReaderLane.Reader == line));
    }

    [Fact]
    [Rule(55, 100)]
    [Promise("ISessionStore.GiveAsync", 2)]
    public async Task A_port_that_has_left_its_hosts_reader_goes_with_it()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        int send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send));
        var progress = a.Grant(send).Progress;
        var detached = await a.Store.Configuration.DetachPortAsync(
            a.Session, "send/to-erp", [progress with { Epoch = a.EpochOf(new ReaderLane(send, a.Lane)) }], default);
        a.Believe([], detached!);
        ReaderLane[] both = [new ReaderLane(send, a.Lane), detached![0].ReaderLane];

        Assert.True(await GiveAsync(a, b, both));

        var got = (await b.AcquireAsync()).Readers.Where(one => both.Contains(one.ReaderLane)).ToList();
        Assert.Equal(2, got.Count);
        Assert.True(await b.Store.Configuration.JoinPortAsync(
            b.Session,
            [.. got.Where(one => one.ReaderLane != both[0]).Select(one => one.Progress with { Epoch = one.Epoch })],
            default));
    }

    [Fact]
    [Rule(103)]
    [Promise("ISessionStore.GiveAsync", 5)]
    [Promise("IConfigurationStore.GetMarkAsync", 1, 2)]
    public async Task Everybody_can_see_that_something_was_given()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var before = await b.Store.Configuration.GetMarkAsync(default);
        var key = new ReaderLane(a.Reader("send"), a.Lane);

        Assert.False(await a.Store.Sessions.GiveAsync(b.Session, a.Session, [Owned(a, key)], default));
        Assert.Equal(before, await b.Store.Configuration.GetMarkAsync(default));
        Assert.True(await GiveAsync(a, b, key));

        var after = await b.Store.Configuration.GetMarkAsync(default);
        Assert.True(after.Given > before.Given);
        Assert.Equal(before, after with { Given = before.Given });
        Assert.Contains(
            new ReaderOwner(key, b.Session), await a.Store.Sessions.ListOwnersAsync(default));
    }

    [Fact]
    [Promise("ISessionStore.ReportAsync", 1, 2)]
    [Invariant(8)]
    public async Task What_a_process_says_of_itself_is_shown()
    {
        EndpointTrouble[] troubles =
        [
            new("from shop", IsLocation: true, "127.0.0.1:80 is taken."), new("to-erp", IsLocation: false, "No folder.")
        ];
        var a = await StartAsync();
        var row = Assert.Single(await a.Store.Sessions.ListAsync(default));
        Assert.Equal((0, false), (row.Load, row.IsReady));
        Assert.Null(row.ClockOffset);
        Assert.Empty(row.Troubles);
        await a.Store.Sessions.ReportAsync(a.Session, new SessionReport(1, Clock.Now), default);

        await a.Store.Sessions.ReportAsync(
            a.Session, new SessionReport(17, Clock.Now + TimeSpan.FromHours(1), IsReady: true) { Troubles = troubles },
            default);
        await a.Store.Sessions.ReportAsync(new SessionId(4711), new SessionReport(3, Clock.Now), default);

        row = Assert.Single(await a.Store.Sessions.ListAsync(default));
        Assert.Equal((17, true), (row.Load, row.IsReady));
        Assert.Equal(TimeSpan.FromHours(1), row.ClockOffset);
        Assert.Equal(troubles, row.Troubles);

        await a.Store.Sessions.ReportAsync(a.Session, new SessionReport(0, Clock.Now), default);
        Assert.Empty(Assert.Single(await a.Store.Sessions.ListAsync(default)).Troubles);
    }

    private static OwnedReader Owned(StoreProcess process, ReaderLane key) => new(key, process.EpochOf(key));

    private static Task<bool> GiveAsync(StoreProcess from, StoreProcess? to, params ReaderLane[] readers) =>
        from.Store.Sessions.GiveAsync(
            from.Session, to?.Session ?? SessionId.None, [.. readers.Select(key => Owned(from, key))], default);
}
