using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Clustered hosts: one instance is active, the others stand by (docs/concepts/clusters.md).</summary>
public class ClusterTests
{
    private const string Wanted = "receivePort == \"in\"";

    [Fact]
    public async Task One_is_active_and_another_takes_over_when_it_dies()
    {
        await using var first = new MemoryRuntime(stopTimeout: TimeSpan.FromMilliseconds(200));
        await first.StartAsync(Clustered());
        await ActiveAsync(first);
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 20));
        await DeliveredAsync(20, first);
        await MemoryRuntime.UntilAsync(
            async () => await first.LanesOfAsync("host") >= 18, "the active one works all lanes");
        Assert.Empty(second.Adapter.Receiving);
        Assert.Equal(0, second.DeliveredAt("out"));

        first.Die();

        await ActiveAsync(second);
        await second.SubmitAsync("in-in", Texts(20, 20));
        await MemoryRuntime.UntilAsync(() => second.DeliveredAt("out") >= 20, "the second delivers");
        var change = await ReportedAsync(second);
        Assert.Equal(("a", "b", LeaseCause.Died), (change.From, change.To, change.Cause));
        Assert.True(change.Gap >= change.Detected, $"{change}");
    }

    [Fact]
    public async Task An_operator_moves_it_and_the_one_before_takes_nothing_in_any_more()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(Clustered());
        await ActiveAsync(first);
        var old = first.Adapter.Intake("in-in");
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 20));

        await first.Store.Leases.WantAsync("host", "b", default);

        await ActiveAsync(second);
        await MemoryRuntime.UntilAsync(() => first.Adapter.Receiving.Count == 0, "the first receives nothing");
        var late = await old.SubmitAsync(new SourceItem { Body = Body.From("late"u8.ToArray()) }, default);
        Assert.Equal(IntakeOutcome.Refused, late.Outcome);
        await second.SubmitAsync("in-in", Texts(20, 20));
        await DeliveredAsync(40, first, second);
        await MemoryRuntime.UntilAsync(
            async () => await second.LanesOfAsync("host") >= 18, "the active one works all lanes");
        var change = await ReportedAsync(second);
        Assert.Equal((LeaseCause.Moved, null), (change.Cause, change.Detected));
    }

    [Fact]
    public async Task A_server_that_is_drained_gives_it_away_and_gets_it_back_if_it_is_preferred()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(Clustered(new ClusterModel("partner")
        {
            Preferred = ["a"], Failback = FailbackModel.Immediate,
        }));
        await ActiveAsync(first);
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(
            () => first.Server.Session!.View.Members.Count(one => one.IsReady) == 2, "the first knows the second");

        await first.PlaceAsync(null, "a", InstanceWord.Draining);
        await ActiveAsync(second);
        Assert.Equal(LeaseCause.Relieved, (await ReportedAsync(second)).Cause);
        await first.PlaceAsync(null, "a", null);

        await ActiveAsync(first);
        await MemoryRuntime.UntilAsync(() => second.Adapter.Receiving.Count == 0, "the second receives nothing");
        Assert.Equal(LeaseCause.Failback, (await ReportedAsync(first)).Cause);
    }

    [Fact]
    public async Task A_server_that_ends_in_good_order_leaves_it_to_another()
    {
        var first = new MemoryRuntime();
        await first.StartAsync(Clustered());
        await ActiveAsync(first);
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 20));

        await first.Server.StopAsync();

        await ActiveAsync(second);
        Assert.Equal(LeaseCause.Stopped, (await ReportedAsync(second)).Cause);
        await second.SubmitAsync("in-in", Texts(20, 20));
        await DeliveredAsync(40, first, second);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_host_is_clustered_and_unclustered_live()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(Clustered() with { Hosts = [new HostModel("host")] });
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(
            () => first.Adapter.Receiving.Count + second.Adapter.Receiving.Count == 2, "both receive");

        await first.ApplyAsync(Clustered());
        await MemoryRuntime.UntilAsync(
            async () => (await first.Store.Leases.ListAsync(default)) is [{ Owner.Value: > 0 }]
                && first.Adapter.Receiving.Count + second.Adapter.Receiving.Count == 1, "one receives");
        await first.ApplyAsync(Clustered() with { Hosts = [new HostModel("host")] });

        await MemoryRuntime.UntilAsync(
            () => first.Adapter.Receiving.Count + second.Adapter.Receiving.Count == 2, "both receive again");
        await MemoryRuntime.UntilAsync(
            async () => (await first.Store.Leases.ListAsync(default)) is [{ Owner.Value: 0 }], "the lease is free");
    }

    [Fact]
    public async Task Without_a_possible_owner_nobody_receives_and_it_is_told()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(Clustered(new ClusterModel("host") { Owners = ["b"] }));
        await MemoryRuntime.UntilAsync(() => first.Log.Of(2023).Count == 1, "it is told");
        Assert.Empty(first.Adapter.Receiving);
        await using var second = new MemoryRuntime(forerunner: first, server: "b");

        await second.GoOnAsync();

        await ActiveAsync(second);
    }

    private static GroupModel Clustered(ClusterModel? cluster = null) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", Wanted)]) with
    {
        Hosts = [new HostModel("host") { Cluster = cluster ?? new ClusterModel("host") }],
    };

    private static IEnumerable<string> Texts(int first, int count) =>
        Enumerable.Range(first, count).Select(i => $"{i}");

    private static Task ActiveAsync(MemoryRuntime runtime) => MemoryRuntime.UntilAsync(
        () => runtime.Adapter.Receiving.Count == 1, $"{runtime.Server.Name} receives");

    private static async Task<ClusterChange> ReportedAsync(MemoryRuntime runtime)
    {
        ClusterChange? last = null;
        await MemoryRuntime.UntilAsync(
            async () => (last = (await runtime.Store.Leases.ListChangesAsync(null, 1, default))[0]).Gap is not null,
            "the gap is known");
        return last!;
    }

    private static async Task DeliveredAsync(int count, params MemoryRuntime[] runtimes)
    {
        await MemoryRuntime.UntilAsync(
            () => runtimes.Sum(runtime => runtime.DeliveredAt("out")) >= count, $"{count} are delivered");
        Assert.Equal(count, runtimes.Sum(runtime => runtime.DeliveredAt("out")));
    }
}
