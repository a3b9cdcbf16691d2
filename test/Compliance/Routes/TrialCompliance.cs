using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>A version is tried on a share of what comes in, and withdrawn or accepted.</summary>
public abstract class TrialCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private static readonly TrialCounts Counted = new(new TrialTally(90, 1, 2), new TrialTally(8, 2, 3));

    [Fact]
    [Rule(90, 94)]
    [Promise("ITrialStore.BeginAsync", 1, 3, 4)]
    [Invariant(10)]
    public async Task A_trial_begins_by_a_cut_and_leaves_what_is_active()
    {
        var a = await JoinAsync();
        var before = a.Configuration!;
        var next = Some.Configuration(Hosts);
        var terms = new TrialTerms { Margin = 250, AcceptAfter = 10_000, AcceptAfterTime = TimeSpan.FromHours(1) };
        long number = await a.Store.Configuration.AnnounceAsync(next.Hash, next.Package, default);

        var begun = await a.Store.Trials.BeginAsync(
            new TrialStart(before.Hash, next.Hash, next.Package, 500, terms), default);
        await a.Store.Configuration.WithdrawAsync(number, default);

        var active = await (await Fixture.OpenAsync()).Configuration.GetActiveAsync(default);
        Assert.Equal(before.RouteVersion + 1, active!.RouteVersion);
        Assert.Equal((before.Hash, before.AppliedAt), (active.Hash, active.AppliedAt));
        Assert.Equal(new Trial(begun!.Trial!.Number, before.Hash, next.Hash, 500, Clock.Now)
        {
            Terms = terms,
        }, active.Trial);
        Assert.True(Some.Same(next.Package, await a.Store.Configuration.GetPackageAsync(next.Hash, default)));
        Assert.DoesNotContain(
            next.Hash, (await a.Store.Configuration.ListAppliedAsync(10, default)).Select(one => one.Hash));
        Assert.IsType<CommitResult.RoutesChanged>(
            await a.CommitAsync(a.Commit().Message("routed without the trial", a.Reader("send"))));
    }

    [Fact]
    [Rule(90)]
    [Promise("ITrialStore.BeginAsync", 2, 5)]
    public async Task There_is_one_trial_at_most_of_what_is_active()
    {
        var a = await JoinAsync();
        var (active, first) = (a.Configuration!, Some.Configuration(Hosts));
        Assert.Null(await BeginAsync(a, first, first.Hash + "0"));
        Assert.Null((await a.Store.Configuration.GetActiveAsync(default))!.Trial);
        long one = (await BeginAsync(a, first, active.Hash))!.Trial!.Number;

        Assert.Null(await BeginAsync(a, Some.Configuration(Hosts), active.Hash));
        Assert.Equal(one, (await a.Store.Configuration.GetActiveAsync(default))!.Trial!.Number);
        await a.Store.Trials.CountAsync(one, a.Session, Counted, default);
        Assert.True(await a.Store.Trials.DecideAsync(
            new TrialDecision(one, TrialOutcome.Withdrawn, "enough"), default));
        long two = (await BeginAsync(a, first, active.Hash))!.Trial!.Number;

        Assert.True(two > one);
        var report = await a.Store.Trials.GetLatestAsync(default);
        Assert.Equal((two, TrialCounts.None), (report!.Trial.Number, report.Counts));
        await Assert.ThrowsAsync<ArgumentException>(() => a.Store.Trials.BeginAsync(
            new TrialStart(active.Hash, first.Hash, first.Package, Trial.Whole, new TrialTerms()), default));
        await Assert.ThrowsAsync<ArgumentException>(() => BeginAsync(a, first, first.Hash));
    }

    [Fact]
    [Rule(91)]
    [Promise("ITrialStore.DecideAsync", 1, 2, 3, 4)]
    public async Task A_trial_that_is_withdrawn_leaves_the_base()
    {
        var a = await JoinAsync();
        var (before, next) = (a.Configuration!, Some.Configuration(Hosts));
        var begun = (await BeginAsync(a, next, before.Hash))!;
        a.Configuration = begun;
        Clock.Step(TimeSpan.FromMinutes(2));
        var decision = new TrialDecision(begun.Trial!.Number, TrialOutcome.Withdrawn, "\u00fcber\nall");

        Assert.False(await a.Store.Trials.DecideAsync(decision with { Number = decision.Number + 1 }, default));
        Assert.True(await a.Store.Trials.DecideAsync(decision, default));
        Clock.Step(TimeSpan.FromMinutes(1));
        Assert.False(await a.Store.Trials.DecideAsync(
            decision with { Outcome = TrialOutcome.Accepted, Reason = "late" }, default));

        var active = (await a.Store.Configuration.GetActiveAsync(default))!;
        Assert.Equal((before.Hash, begun.RouteVersion + 1, (Trial?)null),
            (active.Hash, active.RouteVersion, active.Trial));
        Assert.Equal(before.AppliedAt, active.AppliedAt);
        var report = (await a.Store.Trials.GetLatestAsync(default))!;
        Assert.Equal((TrialOutcome.Withdrawn, "\u00fcber\nall"), (report.Outcome!.Value, report.Reason));
        Assert.Equal((TimeSpan.FromMinutes(2), report.Trial.BegunAt + report.Elapsed),
            (report.Elapsed, report.EndedAt!.Value));
        Assert.True(Some.Same(next.Package, await a.Store.Configuration.GetPackageAsync(next.Hash, default)));
        Assert.IsType<CommitResult.RoutesChanged>(
            await a.CommitAsync(a.Commit().Message("routed with the trial", a.Reader("send"))));
    }

    [Fact]
    [Rule(91)]
    [Promise("ITrialStore.DecideAsync", 4)]
    public async Task The_candidate_of_a_trial_that_is_accepted_is_active()
    {
        var a = await JoinAsync();
        var (before, next) = (a.Configuration!, Some.Configuration(Hosts));
        var begun = (await BeginAsync(a, next, before.Hash))!;
        Clock.Step(TimeSpan.FromMinutes(2));
        Assert.True(await a.Store.Trials.DecideAsync(
            new TrialDecision(begun.Trial!.Number, TrialOutcome.Accepted, "well"), default));

        var active = (await a.Store.Configuration.GetActiveAsync(default))!;
        Assert.Equal((next.Hash, begun.RouteVersion + 1, (Trial?)null),
            (active.Hash, active.RouteVersion, active.Trial));
        Assert.Equal(Clock.Now, active.AppliedAt);
        Assert.Equal(before.Readers, active.Readers);
        Assert.Equal(before.Ports, active.Ports);
        Assert.Equal(
            [next.Hash, before.Hash],
            (await a.Store.Configuration.ListAppliedAsync(10, default)).Select(one => one.Hash));
    }

    [Fact]
    [Rule(92)]
    [Promise("IConfigurationStore.ActivateAsync", 6)]
    public async Task Whoever_applies_ends_the_trial_and_whoever_operates_does_not()
    {
        var a = await JoinAsync();
        var (before, next) = (a.Configuration!, Some.Configuration(Hosts));
        var begun = (await BeginAsync(a, next, before.Hash))!;
        var operated = await a.Store.Configuration.OperateAsync(
            new PortOrder("to-erp", false, PortWord.Stopped, before.Hash), default);
        Assert.Equal(begun.Trial, operated!.Trial);

        var other = await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);

        Assert.Null(other!.Trial);
        Assert.Equal(begun.RouteVersion + 2, other.RouteVersion);
        var report = (await a.Store.Trials.GetLatestAsync(default))!;
        Assert.Equal((TrialOutcome.Withdrawn, TrialDecision.Applied), (report.Outcome!.Value, report.Reason));

        await BeginAsync(a, next, other.Hash);
        Assert.Equal(next.Hash, (await a.Store.Configuration.ActivateAsync(next, default))!.Hash);
        Assert.Equal(TrialOutcome.Accepted, (await a.Store.Trials.GetLatestAsync(default))!.Outcome);
    }

    [Fact]
    [Rule(93)]
    [Promise("ITrialStore.CountAsync", 1, 2)]
    public async Task What_sessions_count_is_summed_up_until_the_end()
    {
        var (a, b) = (await JoinAsync(), await JoinAsync("b"));
        Assert.Null(await a.Store.Trials.GetLatestAsync(default));
        var begun = (await BeginAsync(a, Some.Configuration(Hosts), a.Configuration!.Hash))!;
        long number = begun.Trial!.Number;
        await a.Store.Trials.CountAsync(number, a.Session, new TrialCounts(new(1, 1, 1), new(1, 1, 1)), default);
        await a.Store.Trials.CountAsync(number, a.Session, Counted, default);
        await b.Store.Trials.CountAsync(number, b.Session, Counted, default);
        await b.Store.Trials.CountAsync(number + 1, b.Session, Counted, default);
        await CrashAndTakeOverAsync(b, a);
        Clock.Step(TimeSpan.FromSeconds(90));

        var report = (await a.Store.Trials.GetLatestAsync(default))!;
        var sum = new TrialCounts(Counted.Base + Counted.Base, Counted.Candidate + Counted.Candidate);
        Assert.Equal((begun.Trial, sum, TimeSpan.FromSeconds(90)), (report.Trial, report.Counts, report.Elapsed));
        Assert.Null(report.Outcome);

        await a.Store.Trials.DecideAsync(new TrialDecision(number, TrialOutcome.Accepted, "well"), default);
        await a.Store.Trials.CountAsync(number, a.Session, TrialCounts.None, default);
        Assert.Equal(sum, (await a.Store.Trials.GetLatestAsync(default))!.Counts);
    }

    [Fact]
    [Rule(91)]
    [Promise("ITrialStore.DecideAsync", 1)]
    public async Task Of_many_who_decide_at_once_one_decides()
    {
        var (a, b) = (await JoinAsync(), await JoinAsync("b"));
        var begun = (await BeginAsync(a, Some.Configuration(Hosts), a.Configuration!.Hash))!;
        var decision = new TrialDecision(begun.Trial!.Number, TrialOutcome.Withdrawn, "enough");
        var decided = await Together(
            "deciding",
            [.. Enumerable.Range(0, 8).Select<int, Func<Task<bool>>>(i => () =>
                (i % 2 == 0 ? a : b).Store.Trials.DecideAsync(decision, default))]);
        Assert.Single(decided, one => one);
        Assert.Equal(
            begun.RouteVersion + 1, (await a.Store.Configuration.GetActiveAsync(default))!.RouteVersion);
    }

    private static Task<ActiveConfiguration?> BeginAsync(StoreProcess process, Activation next, string baseHash) =>
        process.Store.Trials.BeginAsync(
            new TrialStart(baseHash, next.Hash, next.Package, 1_000, new TrialTerms()), default);
}
