using System.Collections.Concurrent;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Trials end by themselves, by what was counted (docs/concepts/trials.md).</summary>
public class TrialEndTests
{
    [Fact]
    public async Task A_version_of_which_more_is_suspended_is_withdrawn_and_its_messages_go_with_the_base()
    {
        var failed = new ConcurrentDictionary<string, bool>();
        await using var runtime = new MemoryRuntime(
            t => !IsTried(t) || !IsEachThird(t) || !failed.TryAdd(MemoryRuntime.TextOf(t), true) || Fail(t),
            components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        var trial = await runtime.TryAsync(TrialModels.Version(1), 2_000);
        using var load = new FlowingLoad(runtime, "in-in");

        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.Trials.GetLatestAsync(default))!.Outcome == TrialOutcome.Withdrawn,
            "the trial is withdrawn");
        await load.EndAsync();

        var report = (await runtime.Store.Trials.GetLatestAsync(default))!;
        Assert.True(report.Counts.Candidate.Suspended > 0);
        Assert.Equal(0, report.Counts.Base.Suspended);
        Assert.Contains("More is suspended", report.Reason, StringComparison.Ordinal);
        Assert.Equal(trial.BaseHash, (await runtime.Store.Configuration.GetActiveAsync(default))!.Hash);
        await MemoryRuntime.UntilAsync(() => runtime.Server.Session!.Unit.Trial is null, "no trial runs any more");
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") + failed.Count >= load.Submitted.Count, "the others are delivered");

        await ResumeAllAsync(runtime);
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") == load.Submitted.Count, "what was suspended is delivered");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Equal(
            load.Submitted.Keys.Order(),
            runtime.Delivered.Keys.Select(one => int.Parse(one.Text.Split('|')[0])).Order());
        Assert.Single(runtime.Log.Of(1906));
    }

    [Fact]
    public async Task A_version_that_is_no_worse_is_accepted_after_what_was_asked()
    {
        await using var runtime = new MemoryRuntime(components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        var trial = await runtime.TryAsync(
            TrialModels.Version(1), 5_000, new TrialTerms { AcceptAfter = 50 });
        using var load = new FlowingLoad(runtime, "in-in");
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.Configuration.GetActiveAsync(default))!.Hash == trial.CandidateHash,
            "the version is accepted");
        await load.EndAsync();
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") >= load.Submitted.Count, "everything is delivered");
        Assert.InRange((await runtime.Store.Trials.GetLatestAsync(default))!.Counts.Candidate.Total, 50, 1_000_000);
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task A_version_that_a_server_cannot_run_is_withdrawn_with_the_reason()
    {
        await using var runtime = new MemoryRuntime(components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        string active = (await runtime.Store.Configuration.GetActiveAsync(default))!.Hash;

        await runtime.Store.Trials.BeginAsync(
            new TrialStart(active, "unknown", "nobody has packed this"u8.ToArray(), 5_000, new TrialTerms()), default);

        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.Trials.GetLatestAsync(default))!.Outcome == TrialOutcome.Withdrawn,
            "the trial is withdrawn");
        Assert.Contains(
            "Server 'a' cannot run", (await runtime.Store.Trials.GetLatestAsync(default))!.Reason,
            StringComparison.Ordinal);
        await runtime.SubmitAsync("in-in", ["1"]);
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.ContainsKey(("all", "1|in0|out0")), "the base goes on");
    }

    [Fact]
    public async Task What_a_trial_counts_outlives_the_server_that_counted()
    {
        await using var first = new MemoryRuntime(components: TagComponents.Both);
        await first.StartAsync(TrialModels.Version(0));
        await first.TryAsync(TrialModels.Version(1), 5_000);
        await MemoryRuntime.UntilAsync(() => first.Server.Session!.Unit.Trial is not null, "the trial is taken up");
        await first.SubmitAsync("in-in", Enumerable.Range(0, 100).Select(i => $"{i}"));
        await CountedAsync(first, 100);
        await using var second = new MemoryRuntime(forerunner: first, components: TagComponents.Both);
        first.Die();

        await second.GoOnAsync();
        await second.SubmitAsync("in-in", Enumerable.Range(100, 100).Select(i => $"{i}"));
        await CountedAsync(second, 200);
    }

    private static Task CountedAsync(MemoryRuntime runtime, long interchanges) => MemoryRuntime.UntilAsync(
        async () =>
        {
            var counts = (await runtime.Store.Trials.GetLatestAsync(default))!.Counts;
            return counts.Base.Total + counts.Candidate.Total >= interchanges;
        },
        $"{interchanges} interchanges are counted");

    private static async Task ResumeAllAsync(MemoryRuntime runtime)
    {
        var items = await runtime.Store.OpenItems.ListAsync(
            new OpenItemFilter { States = [OpenItemState.Suspended] }, 10_000, default);
        await new OpenItemActions(runtime.Store, TimeProvider.System).ResumeAsync(
            [.. items.Select(item => item.Id)], default);
    }

    private static bool IsTried(Transmission transmission) =>
        MemoryRuntime.TextOf(transmission).Contains("|out1", StringComparison.Ordinal);

    private static bool IsEachThird(Transmission transmission) =>
        int.Parse(MemoryRuntime.TextOf(transmission).Split('|')[0]) % 3 == 0;

    private static bool Fail(Transmission transmission)
    {
        transmission.Failed(new Failure(FailureCodes.TransmitRefused, "Not this version."), transient: false);
        return false;
    }
}
