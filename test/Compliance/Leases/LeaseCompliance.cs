using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Leases;

/// <summary>One session acts for a cluster group, and whoever acted before writes nothing more in its name.</summary>
public abstract class LeaseCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const string Name = "über partner";

    [Fact]
    [Rule(110)]
    [Promise("ILeaseStore.AcquireAsync", 1, 2, 3)]
    [Invariant(5)]
    public async Task Who_comes_first_has_it_and_the_others_do_not()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");

        var first = await a.Store.Leases.AcquireAsync(a.Session, Name, default);

        Assert.Equal(new LeaseFence(Name, 1), first);
        Assert.Equal(first, await a.Store.Leases.AcquireAsync(a.Session, Name, default));
        Assert.Null(await b.Store.Leases.AcquireAsync(b.Session, Name, default));
        var other = await b.Store.Leases.AcquireAsync(b.Session, "another", default);
        Assert.Equal(new LeaseFence("another", 1), other);
        Assert.Equal(
            [
                new LeaseRow("another", b.Session, 1, "b", LeaseCause.First, Clock.Now),
                new LeaseRow(Name, a.Session, 1, "a", LeaseCause.First, Clock.Now),
            ],
            await a.Store.Leases.ListAsync(default));
    }

    [Fact]
    [Rule(110)]
    [Promise("ILeaseStore.AcquireAsync", 3)]
    [Invariant(5)]
    public async Task Of_many_who_come_at_once_one_has_it()
    {
        var processes = new List<StoreProcess>();
        foreach (string server in new[] { "a", "b", "c", "d" }) processes.Add(await StartAsync(server));

        var taken = await Together("taking the lease", [.. processes.Select(
            one => (Func<Task<LeaseFence?>>)(() => one.Store.Leases.AcquireAsync(one.Session, Name, default)))]);

        Assert.Single(taken, one => one is not null);
        var change = Assert.Single(await processes[0].Store.Leases.ListChangesAsync(null, 10, default));
        Assert.Equal((1, ""), (change.Epoch, change.From));
    }

    [Fact]
    [Rule(110)]
    [Invariant(5)]
    public async Task Who_has_been_taken_over_takes_none()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await CrashAndTakeOverAsync(b, a);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => a.Store.Leases.AcquireAsync(b.Session, Name, default));
        Assert.False(await a.Store.Leases.GiveAsync(
            b.Session, new LeaseFence(Name, 1), new LeaseGift(a.Session, LeaseCause.Moved, TimeSpan.Zero), default));
        Assert.All(await a.Store.Leases.ListAsync(default), one => Assert.Equal(SessionId.None, one.Owner));
    }

    [Fact]
    [Rule(111, 112)]
    [Promise("ILeaseStore.GiveAsync", 1, 2)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Invariant(4, 5)]
    [Schedule("1d")]
    public async Task After_it_was_given_only_the_heir_commits_in_its_name()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var mine = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        await a.MustCommitAsync(a.Commit().Leases(mine).Message("1", a.Reader("send")).Receipt(Some.Key("1")));
        var gift = new LeaseGift(b.Session, LeaseCause.Moved, TimeSpan.Zero);

        Assert.False(await a.Store.Leases.GiveAsync(a.Session, mine with { Epoch = 7 }, gift, default));
        Assert.False(await b.Store.Leases.GiveAsync(b.Session, mine, gift with { Heir = a.Session }, default));
        Assert.True(await a.Store.Leases.GiveAsync(a.Session, mine, gift, default));

        var heirs = (await b.Store.Leases.AcquireAsync(b.Session, Name, default))!;
        Assert.Equal(mine.Epoch + 1, heirs.Epoch);
        var before = await Contents.ReadAsync(a.Store, [Some.Key("2")]);
        foreach (var stale in new[] { mine, heirs })
        {
            var late = await a.CommitAsync(
                a.Commit().Leases(stale).Message("2", a.Reader("send")).Receipt(Some.Key("2")));
            Assert.Equal([Name], Assert.IsType<CommitResult.LeasesLost>(late).Names);
        }

        Assert.Equal(before, await Contents.ReadAsync(a.Store, [Some.Key("2")]));
        var wrong = await b.CommitAsync(b.Commit().Leases(heirs with { Epoch = mine.Epoch }));
        Assert.Equal([Name], Assert.IsType<CommitResult.LeasesLost>(wrong).Names);
        await b.MustCommitAsync(b.Commit().Leases(heirs).Receipt(Some.Key("2")));
        await a.MustCommitAsync(a.Commit().Message("in nobody's name", a.Reader("send")));
    }

    [Fact]
    [Rule(111)]
    [Invariant(4, 5)]
    public async Task One_stale_lease_among_several_fails_the_whole_batch_and_is_named()
    {
        var a = await JoinAsync();
        var mine = (await a.Store.Leases.AcquireAsync(a.Session, "mine", default))!;
        var lost = (await a.Store.Leases.AcquireAsync(a.Session, "it's \"lost\", {1}", default))!;
        var before = await Contents.ReadAsync(a.Store);

        var result = await a.CommitAsync(a.Commit().Leases(mine, lost with { Epoch = 2 }, new LeaseFence("no", 1))
            .Message("1", a.Reader("send")));

        Assert.Equal([lost.Name, "no"], Assert.IsType<CommitResult.LeasesLost>(result).Names.Order());
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
        await a.MustCommitAsync(a.Commit().Leases(mine, lost));
    }

    [Fact]
    [Rule(112)]
    [Promise("ILeaseStore.GiveAsync", 3, 4)]
    public async Task Who_has_no_session_gets_nothing_and_without_an_heir_it_is_free()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var mine = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        var gift = new LeaseGift(new SessionId(4711), LeaseCause.Relieved, TimeSpan.Zero);

        Assert.False(await a.Store.Leases.GiveAsync(a.Session, mine, gift, default));
        await a.MustCommitAsync(a.Commit().Leases(mine));
        Assert.True(await a.Store.Leases.GiveAsync(a.Session, mine, gift with { Heir = SessionId.None }, default));

        var row = Assert.Single(await a.Store.Leases.ListAsync(default));
        Assert.Equal(
            (SessionId.None, 2, "a", LeaseCause.Relieved), (row.Owner, row.Epoch, row.Server, row.Cause));
        Assert.IsType<CommitResult.LeasesLost>(await a.CommitAsync(a.Commit().Leases(mine)));
        Assert.Equal(new LeaseFence(Name, 3), await b.Store.Leases.AcquireAsync(b.Session, Name, default));
        var change = (await b.Store.Leases.ListChangesAsync(Name, 1, default))[0];
        Assert.Equal(("a", "b", LeaseCause.Relieved), (change.From, change.To, change.Cause));
    }

    [Theory]
    [InlineData(LeaseCause.Died)]
    [InlineData(LeaseCause.Hung)]
    [InlineData(LeaseCause.Stopped)]
    [Rule(113)]
    [Invariant(4, 5)]
    [Schedule("1c")]
    public async Task With_its_session_it_is_free_and_what_that_wrote_in_its_name_fails(LeaseCause cause)
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var mine = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        if (cause == LeaseCause.Stopped)
        {
            await a.Store.Sessions.EndAsync(a.Session, default);
        }
        else
        {
            long beats = (await b.Store.Sessions.ListAsync(default)).Single(one => one.Id == a.Session).Heartbeat;
            if (cause == LeaseCause.Died) await CrashAsync(a);
            Assert.True(cause == LeaseCause.Died
                ? await b.Store.Sessions.TakeOverAsync(a.Session, default)
                : await b.Store.Sessions.ExpireAsync(a.Session, beats, default));
        }

        var row = Assert.Single(await b.Store.Leases.ListAsync(default));
        Assert.Equal((SessionId.None, mine.Epoch + 1, cause), (row.Owner, row.Epoch, row.Cause));
        var heirs = await b.Store.Leases.AcquireAsync(b.Session, Name, default);
        Assert.Equal(new LeaseFence(Name, mine.Epoch + 2), heirs);
        var change = (await b.Store.Leases.ListChangesAsync(Name, 10, default))[0];
        Assert.Equal(("a", "b", cause), (change.From, change.To, change.Cause));
        foreach (var stale in new[] { mine, heirs! })
        {
            var late = await b.CommitAsync(b.Commit().As(a.Session).Leases(stale));
            Assert.False(late is CommitResult.Committed);
        }
    }

    [Fact]
    [Rule(114)]
    [Promise("ILeaseStore.AcquireAsync", 4)]
    [Promise("ILeaseStore.GiveAsync", 2)]
    [Promise("ILeaseStore.ReportAsync", 1, 2)]
    [Promise("ILeaseStore.ListChangesAsync", 1)]
    public async Task Every_change_is_kept_with_how_long_nobody_received()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var first = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        await a.Store.Leases.ReportAsync(a.Session, first, null, default);
        var begin = Clock.Now;
        Clock.Step(TimeSpan.FromSeconds(10));
        var quiet = TimeSpan.FromMilliseconds(30);
        Assert.True(await a.Store.Leases.GiveAsync(
            a.Session, first, new LeaseGift(b.Session, LeaseCause.Moved, quiet), default));
        var second = first with { Epoch = 2 };
        Clock.Step(TimeSpan.FromMilliseconds(5));
        await a.Store.Leases.ReportAsync(a.Session, second, null, default);
        await b.Store.Leases.ReportAsync(b.Session, first, null, default);
        await b.Store.Leases.ReportAsync(b.Session, second, null, default);
        Clock.Step(TimeSpan.FromSeconds(1));
        await b.Store.Leases.ReportAsync(b.Session, second, quiet, default);
        await CrashAndTakeOverAsync(b, a);
        Clock.Step(TimeSpan.FromMilliseconds(7));
        var third = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        await a.Store.Leases.ReportAsync(a.Session, third, TimeSpan.FromMilliseconds(100), default);
        await a.Store.Leases.AcquireAsync(a.Session, "another", default);

        var changes = await a.Store.Leases.ListChangesAsync(Name, 10, default);

        Assert.Equal(
            [
                new ClusterChange(Name, 4, Clock.Now, "b", "a", LeaseCause.Died)
                {
                    Detected = TimeSpan.FromMilliseconds(100), Gap = TimeSpan.FromMilliseconds(107),
                },
                new ClusterChange(Name, 2, begin + TimeSpan.FromSeconds(10), "a", "b", LeaseCause.Moved)
                {
                    Gap = TimeSpan.FromMilliseconds(35),
                },
                new ClusterChange(Name, 1, begin, "", "a", LeaseCause.First),
            ],
            changes);
        Assert.Equal(4, (await a.Store.Leases.ListChangesAsync(null, 10, default)).Count);
        Assert.Equal(changes[0], Assert.Single(await a.Store.Leases.ListChangesAsync(Name, 1, default)));
    }

    [Fact]
    [Rule(114)]
    [Promise("ILeaseStore.ListChangesAsync", 2)]
    public async Task Old_changes_go()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var lease = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        for (int i = 0; i < ILeaseStore.ChangesMax + 3; i++)
        {
            var (from, to) = i % 2 == 0 ? (a, b) : (b, a);
            Assert.True(await from.Store.Leases.GiveAsync(
                from.Session, lease, new LeaseGift(to.Session, LeaseCause.Moved, TimeSpan.Zero), default));
            lease = lease with { Epoch = lease.Epoch + 1 };
        }

        var changes = await a.Store.Leases.ListChangesAsync(Name, int.MaxValue, default);

        Assert.Equal(ILeaseStore.ChangesMax, changes.Count);
        Assert.Equal(lease.Epoch, changes[0].Epoch);
    }

    [Fact]
    [Rule(115)]
    [Promise("ILeaseStore.WantAsync", 1)]
    public async Task What_an_operator_wants_holds_until_it_goes_elsewhere_or_he_takes_it_back()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await a.Store.Leases.WantAsync(Name, "a", default);
        var mine = (await a.Store.Leases.AcquireAsync(a.Session, Name, default))!;
        Assert.Equal("a", await WantedAsync(a));
        await a.Store.Leases.WantAsync(Name, "b", default);
        Assert.True(await a.Store.Leases.GiveAsync(
            a.Session, mine, new LeaseGift(b.Session, LeaseCause.Moved, TimeSpan.Zero), default));
        Assert.Equal("b", await WantedAsync(a));
        await CrashAndTakeOverAsync(b, a);
        Assert.Equal("b", await WantedAsync(a));

        await a.Store.Leases.AcquireAsync(a.Session, Name, default);

        Assert.Null(await WantedAsync(a));
        await a.Store.Leases.WantAsync(Name, "b", default);
        await a.Store.Leases.WantAsync(Name, null, default);
        Assert.Null(await WantedAsync(a));
    }

    private static async Task<string?> WantedAsync(StoreProcess process) =>
        Assert.Single(await process.Store.Leases.ListAsync(default)).Wanted;
}
