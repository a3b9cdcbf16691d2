using System.Collections.Concurrent;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A version is tried on a share of what comes in (docs/concepts/trials.md).</summary>
public class TrialTests
{
    private readonly ConcurrentDictionary<string, Guid> _arrived = [];

    [Fact]
    public async Task Each_interchange_is_of_one_version_on_all_its_way_and_the_share_is_kept()
    {
        const int count = 2_000;
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        var trial = await runtime.TryAsync(TrialModels.Version(1), 2_000);
        await RunsAsync(runtime, trial);

        await runtime.SubmitAsync("in-in", Enumerable.Range(0, count).Select(i => $"{i}"));
        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("all") == count, "everything is delivered");

        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        int tried = Check(new TrialShare(trial.Number, trial.Share));
        double bound = 6 * Math.Sqrt(count * 0.2 * 0.8);
        Assert.InRange(tried, (count * 0.2) - bound, (count * 0.2) + bound);
    }

    [Fact]
    public async Task Messages_flow_on_while_a_trial_begins_and_is_accepted()
    {
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        using var load = new FlowingLoad(runtime, "in-in");
        await ArrivesAsync("|in0|out0");
        var trial = await runtime.TryAsync(TrialModels.Version(1), 5_000);
        await ArrivesAsync("|in1|out1");
        _arrived.Clear();
        await ArrivesAsync("|in0|out0");

        await runtime.Store.Trials.DecideAsync(
            new TrialDecision(trial.Number, TrialOutcome.Accepted, "well"), default);
        await UntilOnlyAsync("|in1|out1");
        await load.EndAsync();
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") >= load.Submitted.Count, "everything is delivered");

        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        var texts = runtime.Delivered.Keys.Select(one => one.Text.Split('|')).ToList();
        Assert.Equal(load.Submitted.Keys.Order(), texts.Select(parts => int.Parse(parts[0])).Order());
        // What a reader that has fallen behind reads from the log may be sent by the newer version.
        Assert.DoesNotContain(texts, parts => parts[1] == "in1" && parts[2] == "out0");
        Assert.True(texts.Count(parts => parts[1][^1] == parts[2][^1]) > texts.Count / 2);
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task Messages_flow_on_while_a_trial_is_withdrawn()
    {
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        var trial = await runtime.TryAsync(TrialModels.Version(1), 5_000);
        await RunsAsync(runtime, trial);
        using var load = new FlowingLoad(runtime, "in-in");
        await ArrivesAsync("|in1|out1");

        await runtime.Store.Trials.DecideAsync(
            new TrialDecision(trial.Number, TrialOutcome.Withdrawn, "enough"), default);
        await UntilOnlyAsync("|in0|out0");
        await load.EndAsync();
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") >= load.Submitted.Count, "everything is delivered");

        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Equal(
            load.Submitted.Keys.Order(),
            runtime.Delivered.Keys.Select(one => int.Parse(one.Text.Split('|')[0])).Order());
        // What the candidate has taken in and not sent yet is sent by the base; never the other way round.
        Assert.DoesNotContain(runtime.Delivered.Keys, one => one.Text.Contains("|in0|out1", StringComparison.Ordinal));
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task Whoever_takes_over_works_each_interchange_by_its_version()
    {
        const int count = 300;
        var never = new TaskCompletionSource();
        await using var first = new MemoryRuntime(
            _ => false, _ => never.Task, components: TagComponents.Both, stopTimeout: TimeSpan.FromMilliseconds(100));
        await first.StartAsync(TrialModels.Version(0));
        var trial = await first.TryAsync(TrialModels.Version(1), 5_000);
        await RunsAsync(first, trial);
        await first.SubmitAsync("in-in", Enumerable.Range(0, count).Select(i => $"{i}"));
        await using var second = new MemoryRuntime(Note, forerunner: first, components: TagComponents.Both);
        first.Die();

        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(() => second.DeliveredAt("all") == count, "everything is delivered");

        Assert.All(second.Delivered.Values, times => Assert.Equal(1, times));
        Assert.InRange(Check(new TrialShare(trial.Number, trial.Share)), 1, count - 1);
        never.SetResult();
    }

    [Fact]
    public async Task A_message_goes_where_its_version_routes_it()
    {
        const int count = 400;
        await using var runtime = new MemoryRuntime(Note);
        await runtime.StartAsync(TrialModels.Routed("left"));
        var trial = await runtime.TryAsync(TrialModels.Routed("right"), 5_000);
        await RunsAsync(runtime, trial);

        await runtime.SubmitAsync("in-in", Enumerable.Range(0, count).Select(i => $"{i}"));
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == count, "everything is delivered");

        var share = new TrialShare(trial.Number, trial.Share);
        Assert.All(runtime.Delivered.Keys, one => Assert.Equal(
            share.Takes(_arrived[one.Text]) ? "right" : "left", one.Port));
        Assert.InRange(runtime.DeliveredAt("right"), 1, count - 1);
    }

    [Fact]
    public async Task A_request_and_its_response_are_of_one_version()
    {
        await using var runtime = new MemoryRuntime(Echo, components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.TwoWay(0));
        await RunsAsync(runtime, await runtime.TryAsync(TrialModels.TwoWay(1), 5_000));

        var texts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => RequestAsync(runtime, $"{i}")));

        Assert.All(texts, text => Assert.True(
            text.EndsWith("|in0|out0|back0", StringComparison.Ordinal)
            || text.EndsWith("|in1|out1|back1", StringComparison.Ordinal), text));
        Assert.InRange(texts.Count(text => text.Contains("back1", StringComparison.Ordinal)), 1, 99);
    }

    [Fact]
    public async Task A_port_that_is_stopped_meanwhile_goes_on_by_the_versions()
    {
        const int count = 200;
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(TrialModels.Version(0));
        var trial = await runtime.TryAsync(TrialModels.Version(1), 5_000);
        await RunsAsync(runtime, trial);
        string hash = (await runtime.Store.Configuration.GetActiveAsync(default))!.Hash;

        await runtime.Store.Configuration.OperateAsync(
            new PortOrder("all", false, PortWord.Stopped, hash), default);
        await runtime.SubmitAsync("in-in", Enumerable.Range(0, count).Select(i => $"{i}"));
        await runtime.Store.Configuration.OperateAsync(new PortOrder("all", false, null, hash), default);
        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("all") == count, "everything is delivered");

        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Check(new TrialShare(trial.Number, trial.Share));
    }

    /// <summary>Waits until the server has taken a trial up.</summary>
    private static Task RunsAsync(MemoryRuntime runtime, Trial trial) => MemoryRuntime.UntilAsync(
        () => runtime.Log.Of(1905).Any(text => text.Contains($"Trial {trial.Number} ", StringComparison.Ordinal))
            && runtime.Server.Session!.Unit.Trial is not null,
        "the trial is taken up");

    private Task ArrivesAsync(string tags) => MemoryRuntime.UntilAsync(
        () => _arrived.Keys.Any(text => text.EndsWith(tags, StringComparison.Ordinal)), "a message of " + tags);

    /// <summary>Waits until nothing else comes any more.</summary>
    private Task UntilOnlyAsync(string tags) => MemoryRuntime.UntilAsync(
        () =>
        {
            bool isOnly = _arrived.Count > 20
                && _arrived.Keys.All(text => text.EndsWith(tags, StringComparison.Ordinal));
            if (_arrived.Count > 20) _arrived.Clear();
            return isOnly;
        },
        "only messages of " + tags);

    /// <summary>Each message went through the version that its interchange belongs to, on both sides.</summary>
    /// <returns>How many belong to the candidate.</returns>
    private int Check(TrialShare share)
    {
        int tried = 0;
        foreach (var (text, interchange) in _arrived)
        {
            int version = share.Takes(interchange) ? 1 : 0;
            Assert.EndsWith($"|in{version}|out{version}", text, StringComparison.Ordinal);
            tried += version;
        }

        return tried;
    }

    private bool Note(Transmission transmission)
    {
        _arrived.TryAdd(MemoryRuntime.TextOf(transmission), transmission.Message.InterchangeId);
        return true;
    }

    private static bool Echo(Transmission transmission)
    {
        _ = RespondAsync(transmission);
        return false;
    }

    private static async Task RespondAsync(Transmission transmission) => await transmission.RespondedAsync(
        new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(MemoryRuntime.TextOf(transmission))) }, default);

    private static async Task<string> RequestAsync(MemoryRuntime runtime, string text)
    {
        await using var result = await runtime.Adapter.Requests("in-in").RequestAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(text)) }, default);
        Assert.Equal(RequestOutcome.Responded, result.Outcome);
        result.Response!.Body.Body.TryGetBytes(out var bytes);
        return Encoding.UTF8.GetString(bytes.Span);
    }
}
