using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Hosts on several servers: their work goes where they run (docs/concepts/hosts.md).</summary>
public class HostInstanceTests
{
    private const string Wanted = "receivePort == \"in\"";

    [Fact]
    public async Task A_host_sends_where_it_runs_and_nowhere_else()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OutOn("b"));
        await first.SubmitAsync("in-in", Texts(0, 20));
        Assert.Equal(0, first.DeliveredAt("out"));
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();

        await first.SubmitAsync("in-in", Texts(20, 20));

        await DeliveredAsync(40, second);
        await second.SubmitAsync("in-in", Texts(40, 20));
        await DeliveredAsync(60, second);
        Assert.Equal(0, first.DeliveredAt("out"));
    }

    [Fact]
    public async Task Servers_that_run_one_host_each_work_together()
    {
        await using var receive = new MemoryRuntime(options: o => o with { Hosts = ["in"] });
        await receive.StartAsync(OutOn());
        await using var send = new MemoryRuntime(
            forerunner: receive, server: "b", options: o => o with { Hosts = ["out"] });
        await send.GoOnAsync();
        Assert.Empty(send.Adapter.Receiving);

        await receive.SubmitAsync("in-in", Texts(0, 50));

        await DeliveredAsync(50, send);
        Assert.Equal(0, receive.DeliveredAt("out"));
    }

    [Fact]
    public async Task A_server_does_not_start_for_a_host_that_is_not_there()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OutOn());
        await using var second = new MemoryRuntime(
            forerunner: first, server: "b", options: o => o with { Hosts = ["outt"] });

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(second.GoOnAsync);

        Assert.Contains("Is 'out' meant?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_drained_under_load_gives_all_to_the_other_and_gets_it_back()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OneHost());
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 300));

        await first.PlaceAsync(null, "a", InstanceWord.Draining);
        await second.SubmitAsync("in-in", Texts(300, 300));

        await DeliveredAsync(600, first, second);
        await MemoryRuntime.UntilAsync(async () => await first.LanesOfAsync("host") == 0, "the first has nothing");
        await MemoryRuntime.UntilAsync(() => first.Adapter.Receiving.Count == 0, "the first receives nothing");
        await first.PlaceAsync(null, "a", null);
        await MemoryRuntime.UntilAsync(
            async () => await first.LanesOfAsync("host") == 16, "the first has its lanes again");
        await MemoryRuntime.UntilAsync(() => first.Adapter.Receiving.Count == 1, "the first receives again");
        await first.SubmitAsync("in-in", Texts(600, 100));
        await DeliveredAsync(700, first, second);
        Assert.Equal(0, (await first.Store.OpenItems.CountAsync(default)).Sum(count => count.Items));
    }

    [Fact]
    public async Task The_only_instance_works_what_is_there_while_it_drains()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new MemoryRuntime(untilSettled: _ => held.Task);
        await runtime.StartAsync(OneHost());
        await runtime.SubmitAsync("in-in", Texts(0, 50));

        await runtime.PlaceAsync("host", "a", InstanceWord.Draining);
        await MemoryRuntime.UntilAsync(() => runtime.Adapter.Receiving.Count == 0, "it receives nothing");
        held.SetResult();

        await DeliveredAsync(50, runtime);
    }

    [Theory]
    [InlineData(InstanceWord.Stopped)]
    [InlineData(InstanceWord.Disabled)]
    [InlineData(InstanceWord.Removed)]
    public async Task What_no_instance_works_waits_until_one_is_started(InstanceWord word)
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OutOn("a"));
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 20));
        await DeliveredAsync(20, first);

        await first.PlaceAsync("out", "a", word);
        // Behind the cut nothing is sent any more.
        await first.SubmitAsync("in-in", Texts(20, 20));
        await second.SubmitAsync("in-in", Texts(40, 20));
        Assert.Equal((20, 0), (first.DeliveredAt("out"), second.DeliveredAt("out")));
        await first.PlaceAsync("out", "b", InstanceWord.Started);

        await DeliveredAsync(60, first, second);
        Assert.Equal((20, 40), (first.DeliveredAt("out"), second.DeliveredAt("out")));
    }

    [Fact]
    public async Task A_paused_server_keeps_what_it_has_and_is_given_nothing()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OutOn("a", "b"));
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        int had = await first.LanesOfAsync("out");

        await first.PlaceAsync(null, "b", InstanceWord.Paused);
        await first.PlaceAsync("out", "a", InstanceWord.Draining);
        await first.SubmitAsync("in-in", Texts(0, 20));
        await second.SubmitAsync("in-in", Texts(20, 20));

        await DeliveredAsync(40, first, second);
        Assert.Equal((20, 20), (first.DeliveredAt("out"), second.DeliveredAt("out")));
        Assert.Equal(had, await first.LanesOfAsync("out"));
    }

    [Fact]
    public async Task With_the_death_of_an_heir_its_work_is_worked_by_the_next()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OutOn("b", "c"));
        await using var second = new MemoryRuntime(
            _ => false, _ => new TaskCompletionSource().Task, first, stopTimeout: TimeSpan.FromMilliseconds(200),
            server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 40));
        await MemoryRuntime.UntilAsync(
            async () => await second.LanesOfAsync("out") >= 16, "the second has the work of the first");
        await using var third = new MemoryRuntime(forerunner: first, server: "c");
        await third.GoOnAsync();

        second.Die();

        await DeliveredAsync(40, third);
    }

    [Fact]
    public async Task An_answer_that_is_lost_sends_nothing_twice()
    {
        await using var first = new MemoryRuntime();
        await first.StartAsync(OneHost());
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        int lost = 0;
        first.Box.AfterGifts = () =>
        {
            if (Interlocked.Increment(ref lost) <= 20) throw new StoreUnavailableException("The answer is lost.");
        };
        first.Box.BeforeGifts = () =>
        {
            if (Interlocked.Increment(ref lost) % 3 == 0) throw new StoreUnavailableException("It is not heard.");
        };
        await first.SubmitAsync("in-in", Texts(0, 200));

        await first.PlaceAsync(null, "a", InstanceWord.Draining);
        await second.SubmitAsync("in-in", Texts(200, 200));

        await DeliveredAsync(400, first, second);
        await MemoryRuntime.UntilAsync(async () => await first.LanesOfAsync("host") == 0, "all has been given");
        Assert.All(All(first, second), one => Assert.Equal(1, one.Value));
    }

    [Fact]
    public async Task A_slow_send_keeps_its_lane_only_until_it_goes_on_by_itself()
    {
        Transmission? slow = null;
        int batches = 0;
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(
            transmission => Interlocked.CompareExchange(ref slow, transmission, null) is not null,
            _ => Interlocked.Increment(ref batches) == 1 ? held.Task : Task.CompletedTask);
        await first.StartAsync(OneHost());
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", Texts(0, 100));

        await first.PlaceAsync("host", "a", InstanceWord.Draining);

        await MemoryRuntime.UntilAsync(async () => await first.LanesOfAsync("host") == 0, "all has been given");
        await DeliveredAsync(99, first, second);
        slow!.Sent();
        held.SetResult();
        await MemoryRuntime.UntilAsync(
            async () => (await first.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "the slow one is done");
    }

    [Fact]
    public async Task An_ordered_port_goes_as_a_whole_and_keeps_its_order()
    {
        var order = new List<string>();
        bool Take(Transmission transmission)
        {
            lock (order) order.Add(MemoryRuntime.TextOf(transmission));
            return true;
        }

        await using var first = new MemoryRuntime(Take);
        await first.StartAsync(InOrder());
        await using var second = new MemoryRuntime(Take, forerunner: first, server: "b");
        await second.GoOnAsync();
        for (int i = 0; i < 50; i++) await first.SubmitAsync("in-in", [$"{i}"]);

        await first.PlaceAsync(null, "a", InstanceWord.Draining);
        for (int i = 50; i < 100; i++) await second.SubmitAsync("in-in", [$"{i}"]);

        await DeliveredAsync(100, first, second);
        await MemoryRuntime.UntilAsync(async () => await first.LanesOfAsync("out") == 0, "the first has nothing of it");
        lock (order) Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), order);
    }

    [Fact]
    public async Task An_ordered_port_is_not_taken_by_a_paused_server_while_another_can_take_it()
    {
        var first = new MemoryRuntime();
        await first.StartAsync(InOrder());
        await first.PlaceAsync(null, "b", InstanceWord.Paused);
        await using var third = new MemoryRuntime(forerunner: first, server: "c");
        await third.GoOnAsync();
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(
            async () => await second.LanesOfAsync("host") == 0, "the second knows that others do its work");
        await first.SubmitAsync("in-in", Texts(0, 20));
        await DeliveredAsync(20, first);

        first.Die();

        await MemoryRuntime.UntilAsync(async () => await third.LanesOfAsync("out") > 0, "the third has the port");
        Assert.Equal(0, await second.LanesOfAsync("out"));
    }

    [Fact]
    public async Task A_stopped_port_goes_along_and_keeps_its_place()
    {
        await using var first = new MemoryRuntime();
        var model = OneHost();
        await first.StartAsync(model);
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await OperateAsync(first, PortWord.Stopped);
        await first.SubmitAsync("in-in", Texts(0, 60));
        await MemoryRuntime.UntilAsync(
            async () => (await first.Store.Configuration.GetActiveAsync(default))!.Readers.Any(
                row => row.Kind == ReaderKind.DetachedPort), "the port has left its host's reader");

        await first.PlaceAsync(null, "a", InstanceWord.Draining);
        await MemoryRuntime.UntilAsync(async () => await first.LanesOfAsync("host") == 0, "all has been given");
        await OperateAsync(first, null);

        await DeliveredAsync(60, second);
        Assert.Equal(0, first.DeliveredAt("out"));
    }

    [Fact]
    public async Task A_server_that_joins_gets_its_share_of_a_backlog_and_gives_it_back()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(untilSettled: _ => held.Task);
        await first.StartAsync(OneHost());
        // More than one commit, so that it lies in several lanes.
        for (int i = 0; i < 40; i++) await first.SubmitAsync("in-in", Texts(i * 50, 50));
        Assert.True(first.Server.ItemsInHand > 400, $"{first.Server.ItemsInHand} in hand");

        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();

        await MemoryRuntime.UntilAsync(() => second.DeliveredAt("out") > 100, "the second helps");
        held.SetResult();
        await DeliveredAsync(2_000, first, second);
        await MemoryRuntime.UntilAsync(
            async () => await first.LanesOfAsync("host") == 16, "the first has its lanes again");
    }

    private static async Task OperateAsync(MemoryRuntime runtime, PortWord? word)
    {
        string hash = (await runtime.Store.Configuration.GetActiveAsync(default))!.Hash;
        await runtime.Store.Configuration.OperateAsync(
            new PortOrder("out", IsLocation: false, word, hash), default);
    }

    private static GroupModel OneHost() => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", Wanted)]);

    private static GroupModel InOrder()
    {
        var model = OneHost();
        var application = model.Applications[0];
        return model with
        {
            Applications =
            [
                application with { SendPorts = [application.SendPorts[0] with { Order = new OrderModel() }] },
            ],
        };
    }

    private static GroupModel OutOn(params string[] servers) => MemoryGroup.Of(
        ["in", "out"], [MemoryGroup.Receive("in", "in")], [MemoryGroup.Send("out", Wanted, host: "out")]) with
    {
        Hosts = [new HostModel("in"), new HostModel("out") { Servers = servers }],
    };

    private static IEnumerable<string> Texts(int first, int count) =>
        Enumerable.Range(first, count).Select(i => $"{i}");

    private static async Task DeliveredAsync(int count, params MemoryRuntime[] runtimes)
    {
        await MemoryRuntime.UntilAsync(
            () => runtimes.Sum(runtime => runtime.DeliveredAt("out")) >= count, $"{count} are delivered");
        Assert.Equal(count, runtimes.Sum(runtime => runtime.DeliveredAt("out")));
        Assert.Equal(count, All(runtimes).Select(one => one.Key.Text).Distinct().Count());
    }

    private static IEnumerable<KeyValuePair<(string Port, string Text), int>> All(params MemoryRuntime[] runtimes) =>
        runtimes.SelectMany(runtime => runtime.Delivered);
}
