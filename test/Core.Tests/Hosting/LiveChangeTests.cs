using System.Collections.Concurrent;
using System.Diagnostics;
using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A configuration changes while messages flow (docs/concepts/live-changes.md).</summary>
public class LiveChangeTests
{
    private const int Versions = 30;

    private readonly ConcurrentDictionary<string, long> _arrived = [];

    [Fact]
    public async Task Messages_flow_on_while_every_kind_of_part_changes_and_each_is_of_one_version()
    {
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(Model(0));
        using var load = new FlowingLoad(runtime, "in-in");
        for (int version = 0; version < Versions; version++)
        {
            // Two versions of a port work side by side, never three: the eldest would give up what it has not begun.
            await MemoryRuntime.UntilAsync(
                () => runtime.Server.Session!.SendPorts.IsSettled, "the version before has done its part");
            if (version > 0) await runtime.ApplyAsync(Model(version));
            string tag = $"|in{version}";
            await MemoryRuntime.UntilAsync(
                () => _arrived.Keys.Any(text => text.Contains(tag, StringComparison.Ordinal)), "a message of " + tag);
        }

        await load.EndAsync();
        await MemoryRuntime.UntilAsync(
            () => runtime.DeliveredAt("all") >= load.Submitted.Count, "everything is delivered");

        var parts = runtime.Delivered.Keys.Where(one => one.Port == "all").Select(one => one.Text.Split('|')).ToList();
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Equal(
            load.Submitted.Keys.Order(), parts.Select(part => int.Parse(part[0])).Order());
        var versions = parts.ConvertAll(
            part => (In: int.Parse(part[1]["in".Length..]), Out: int.Parse(part[2]["out".Length..])));
        // What a reader that has fallen behind reads from the log is sent by a newer version (rule 7).
        Assert.All(versions, version => Assert.InRange(version.Out, version.In, Versions - 1));
        Assert.True(versions.Count(version => version.Out == version.In) > versions.Count / 2);
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        Report(load);
    }

    [Fact]
    public async Task A_port_that_is_removed_delivers_what_was_routed_to_it_before()
    {
        var hold = new TaskCompletionSource();
        var held = new ConcurrentQueue<Transmission>();
        await using var runtime = new MemoryRuntime(
            t =>
            {
                if (t.Key.Port != "slow" || hold.Task.IsCompleted) return true;
                held.Enqueue(t);
                return false;
            },
            port => port == "slow" ? hold.Task : Task.CompletedTask);
        await runtime.StartAsync(Simple("slow", "fast"));
        await runtime.SubmitAsync("in-in", ["first"]);
        await MemoryRuntime.UntilAsync(() => !held.IsEmpty, "the first is in hand");
        await runtime.SubmitAsync("in-in", Enumerable.Range(0, 50).Select(i => $"{i}"));

        await runtime.ApplyAsync(Simple("fast"));
        await runtime.SubmitAsync("in-in", ["after"]);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.ContainsKey(("fast", "after")), "the cut is behind");
        foreach (var transmission in held) transmission.Sent();
        hold.SetResult();

        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("slow") == 50, "what was routed before is delivered");
        Assert.DoesNotContain(("slow", "after"), runtime.Delivered.Keys);
        Assert.Equal(52, runtime.DeliveredAt("fast"));
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task What_the_old_pipeline_has_made_and_nobody_has_committed_goes_through_the_new_one()
    {
        await using var runtime = new MemoryRuntime(Note, components: TagComponents.Both);
        await runtime.StartAsync(Model(0));
        var (begun, goOn) = HoldPublishing(runtime);
        var submitted = runtime.SubmitAsync("in-in", ["1"]);
        await begun.WaitAsync(MemoryRuntime.Patience);

        await runtime.ApplyAsync(Model(1));
        goOn.SetResult();

        Assert.Equal(IntakeOutcome.Published, Assert.Single(await submitted).Outcome);
        await MemoryRuntime.UntilAsync(() => !_arrived.IsEmpty, "it is delivered");
        Assert.Equal("1|in1|out1", Assert.Single(_arrived.Keys));
    }

    [Fact]
    public async Task What_came_in_at_a_location_that_is_gone_at_the_cut_is_left_at_its_source()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Simple("fast"));
        var (begun, goOn) = HoldPublishing(runtime);
        var submitted = runtime.SubmitAsync("in-in", ["1"]);
        await begun.WaitAsync(MemoryRuntime.Patience);

        await runtime.ApplyAsync(MemoryGroup.Of(["host"], [], []));
        goOn.SetResult();

        Assert.Equal(IntakeOutcome.Refused, Assert.Single(await submitted).Outcome);
        Assert.Empty(runtime.Delivered);
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task Two_hundred_changes_leave_nothing_of_the_old_versions_behind()
    {
        await using var runtime = new MemoryRuntime(components: TagComponents.Both);
        await runtime.StartAsync(Model(0));
        var old = new List<WeakReference>();
        for (int version = 1; version <= 200; version++)
        {
            old.Add(new WeakReference(runtime.Server.Session!.SendPorts.Find("all")));
            await runtime.ApplyAsync(Model(version));
            await runtime.SubmitAsync("in-in", [$"{version}"]);
        }

        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("all") == 200, "everything is delivered");
        await MemoryRuntime.UntilAsync(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return old.Count(one => one.IsAlive) < 5;
            },
            "old versions of the port are gone");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
    }

    private static (Task Begun, TaskCompletionSource GoOn) HoldPublishing(MemoryRuntime runtime)
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        runtime.Box.BeforeCommit = batch =>
        {
            if (batch.RouteVersion is null) return Task.CompletedTask;
            begun.TrySetResult();
            return goOn.Task;
        };
        return (begun.Task, goOn);
    }

    private bool Note(Transmission transmission)
    {
        _arrived.TryAdd(MemoryRuntime.TextOf(transmission), Stopwatch.GetTimestamp());
        return true;
    }

    private void Report(FlowingLoad load)
    {
        var at = _arrived.ToDictionary(one => int.Parse(one.Key.Split('|')[0]), one => one.Value);
        double latency = load.Submitted.Max(one => Stopwatch.GetElapsedTime(one.Value, at[one.Key]).TotalMilliseconds);
        var order = at.Values.Order().ToList();
        double gap = order.Skip(1).Zip(order, (b, a) => Stopwatch.GetElapsedTime(a, b).TotalMilliseconds).Max();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{order.Count} messages, {Versions} versions: longest latency {latency:F1} ms, longest gap {gap:F1} ms");
    }

    private static GroupModel Simple(params string[] ports) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [.. ports.Select(port => MemoryGroup.Send(port, "receivePort == \"in\""))]);

    /// <summary>Pipelines, a filter, a retry, a host, an address, another port: each version changes some.</summary>
    private static GroupModel Model(int version)
    {
        var port = MemoryGroup.Receive("in");
        var location = port.Locations[0] with
        {
            Pipeline = new PipelineModel([new ComponentModel("in", new TagOptions($"|in{version}"))]),
        };
        if (version % 3 == 1) location = location with { Endpoint = location.Endpoint with { Address = "memory:x" } };
        string filter = version % 2 == 0 ? "receivePort == \"in\"" : "exists BTS.ReceivePortName";
        var all = MemoryGroup.Send("all", filter, host: version % 5 == 4 ? "other" : "host") with
        {
            Pipeline = new PipelineModel([new ComponentModel("out", new TagOptions($"|out{version}"))]),
            Retry = new RetryModel { Count = 3 + (version % 4) },
        };
        SendPortModel[] more = version % 4 == 2 ? [MemoryGroup.Send("more", "BTS.MessageType == \"none\"")] : [];
        return MemoryGroup.Of(["host", "other"], [port with { Locations = [location] }], [all, .. more]);
    }
}
