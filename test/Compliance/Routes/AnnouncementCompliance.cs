using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>A configuration is announced before it is activated, and servers say whether they can run it.</summary>
public abstract class AnnouncementCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(59)]
    [Promise("IConfigurationStore.AnnounceAsync", 1, 2, 4)]
    [Invariant(10)]
    public async Task What_is_announced_is_kept_and_nothing_that_runs_changes()
    {
        var a = await JoinAsync();
        var next = Some.Configuration("send", "new-host");
        var before = a.Configuration!;
        Assert.Null(before.Announced);

        long number = await a.Store.Configuration.AnnounceAsync(next.Hash, next.Package, default);

        var active = await (await Fixture.OpenAsync()).Configuration.GetActiveAsync(default);
        Assert.Equal(new Announcement(number, next.Hash), active!.Announced);
        Assert.Equal((before.Hash, before.RouteVersion, before.AppliedAt),
            (active.Hash, active.RouteVersion, active.AppliedAt));
        Assert.Equal(before.Readers, active.Readers);
        Assert.True(Some.Same(next.Package, await a.Store.Configuration.GetPackageAsync(next.Hash, default)));
        await a.MustCommitAsync(a.Commit().Message("routed as before", a.Reader("send")));
        Assert.DoesNotContain(
            next.Hash, (await a.Store.Configuration.ListAppliedAsync(10, default)).Select(one => one.Hash));

        var activated = await a.Store.Configuration.ActivateAsync(next, default);
        Assert.Equal(next.Hash, activated!.Hash);
    }

    [Fact]
    [Rule(59)]
    [Promise("IConfigurationStore.AnnounceAsync", 2, 3)]
    [Promise("IConfigurationStore.AnswerAsync", 1, 2)]
    public async Task The_latest_announcement_counts_and_has_its_own_answers()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var store = a.Store.Configuration;
        var first = Some.Configuration("one");
        var second = Some.Configuration("two");
        long one = await store.AnnounceAsync(first.Hash, first.Package, default);
        Assert.Empty(await store.GetAnswersAsync(one, default));
        await store.AnswerAsync(new AnnouncementAnswer(a.Session, null), one, default);
        await store.AnswerAsync(new AnnouncementAnswer(b.Session, "no"), one, default);
        await store.AnswerAsync(new AnnouncementAnswer(b.Session, "\u00fcber all\nno"), one, default);
        Assert.Equal(
            [new AnnouncementAnswer(a.Session, null), new AnnouncementAnswer(b.Session, "\u00fcber all\nno")],
            (await b.Store.Configuration.GetAnswersAsync(one, default)).OrderBy(answer => answer.Session.Value));

        long two = await store.AnnounceAsync(second.Hash, second.Package, default);

        Assert.True(two > one);
        Assert.Empty(await store.GetAnswersAsync(one, default));
        await store.AnswerAsync(new AnnouncementAnswer(a.Session, "late"), one, default);
        Assert.Empty(await store.GetAnswersAsync(two, default));
        Assert.Null(await store.GetPackageAsync(first.Hash, default));
        long again = await store.AnnounceAsync(second.Hash, second.Package, default);
        Assert.True(again > two);
        Assert.NotNull(await store.GetPackageAsync(second.Hash, default));
    }

    [Fact]
    [Rule(59)]
    [Promise("IConfigurationStore.WithdrawAsync", 1, 2)]
    [Promise("IConfigurationStore.AnswerAsync", 2)]
    public async Task What_is_withdrawn_goes_unless_it_was_active_once()
    {
        var a = await JoinAsync();
        var store = a.Store.Configuration;
        var old = a.Configuration!;
        var never = Some.Configuration("never");
        long number = await store.AnnounceAsync(never.Hash, never.Package, default);
        await store.WithdrawAsync(number, default);
        Assert.Null((await store.GetActiveAsync(default))!.Announced);
        Assert.Null(await store.GetPackageAsync(never.Hash, default));
        await store.AnswerAsync(new AnnouncementAnswer(a.Session, null), number, default);
        Assert.Empty(await store.GetAnswersAsync(number, default));

        byte[] package = (await store.GetPackageAsync(old.Hash, default))!;
        long back = await store.AnnounceAsync(old.Hash, package, default);
        Assert.True(back > number);
        await store.WithdrawAsync(back, default);
        await store.WithdrawAsync(back, default);
        Assert.True(Some.Same(package, await store.GetPackageAsync(old.Hash, default)));
    }

    [Fact]
    [Rule(59)]
    [Promise("IConfigurationStore.WithdrawAsync", 3)]
    public async Task Whoever_withdraws_late_leaves_the_next_one_alone()
    {
        var store = (await JoinAsync()).Store.Configuration;
        var first = Some.Configuration("one");
        var second = Some.Configuration("two");
        long one = await store.AnnounceAsync(first.Hash, first.Package, default);
        long two = await store.AnnounceAsync(second.Hash, second.Package, default);
        await store.WithdrawAsync(one, default);
        Assert.Equal(new Announcement(two, second.Hash), (await store.GetActiveAsync(default))!.Announced);
        Assert.NotNull(await store.GetPackageAsync(second.Hash, default));
    }

    [Fact]
    [Rule(51, 58, 59, 90)]
    [Promise("IConfigurationStore.GetMarkAsync", 1, 2)]
    public async Task A_look_tells_whether_the_configuration_has_moved_on()
    {
        var other = (await Fixture.OpenAsync()).Configuration;
        var a = await JoinAsync();
        var store = a.Store.Configuration;
        var next = Some.Configuration(Hosts);
        var marks = new List<ConfigurationMark>();
        await LookAsync();

        long number = await store.AnnounceAsync(next.Hash, next.Package, default);
        await LookAsync();
        await store.AnnounceAsync(next.Hash, next.Package, default);
        await LookAsync();
        var begun = await a.Store.Trials.BeginAsync(
            new TrialStart(a.Configuration!.Hash, next.Hash, next.Package, 500, new TrialTerms()), default);
        await LookAsync();
        Assert.NotNull(begun);
        var activated = await store.ActivateAsync(next, default);
        await LookAsync();
        Assert.NotNull(await store.OperateAsync(
            new PortOrder("send", false, PortWord.Stopped, activated!.Hash), default));
        await LookAsync();

        Assert.Equal(marks.Count, marks.Distinct().Count());
        await store.WithdrawAsync(number, default);
        Assert.Equal(marks[^1], await other.GetMarkAsync(default));

        async Task LookAsync()
        {
            var mark = await other.GetMarkAsync(default);
            Assert.Equal(mark, await store.GetMarkAsync(default));
            marks.Add(mark);
        }
    }
}
