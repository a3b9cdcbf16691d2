using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What happens to detached ports when something fails or changes at the wrong moment.</summary>
public class DetachedPortFaultTests
{
    private const int Count = 1_000;
    private const string Port = "parked";

    [Fact]
    public async Task A_stopped_port_that_is_removed_suspends_what_stands_behind_it_and_says_so()
    {
        await using var runtime = new MemoryRuntime();
        await StartDetachedAsync(runtime);

        await runtime.ApplyAsync(MemoryGroup.Of(["host"], [MemoryGroup.Receive("in")], [Going]));
        await MemoryRuntime.UntilAsync(
            async () => (await OpenAsync(runtime)).Count == Count, "what stood behind the port is suspended");

        Assert.All(
            await OpenAsync(runtime), item => Assert.Contains($"'{Port}'", item.FailureText, StringComparison.Ordinal));
        Assert.DoesNotContain(runtime.Delivered.Keys, k => k.Port == Port);
        await MemoryRuntime.UntilAsync(() => runtime.Log.Of(1852).Count > 0, "its reader gives way to the host's");
        Assert.Empty(runtime.Log.Errors);
    }

    [Fact]
    public async Task A_stopped_port_that_moves_to_another_host_is_caught_up_where_it_stood()
    {
        await using var runtime = new MemoryRuntime();
        await StartDetachedAsync(runtime);

        await runtime.ApplyAsync(MemoryGroup.Of(
            ["host", "other"], [MemoryGroup.Receive("in")],
            [Going, MemoryGroup.Send(Port, "receivePort == \"in\"", host: "other")]));
        await runtime.SubmitAsync("in-in", Texts(1));

        await CheckAllAsync(runtime, 2);
        Assert.Empty(runtime.Log.Errors);
    }

    [Fact]
    public async Task When_the_process_dies_while_a_port_is_detached_another_goes_on_from_the_ports_place()
    {
        var first = new MemoryRuntime();
        await StartDetachedAsync(first);
        first.Die();

        await using var second = new MemoryRuntime(forerunner: first);
        await second.GoOnAsync();
        await second.SubmitAsync("in-in", Texts(1));
        await MemoryRuntime.UntilAsync(
            () => second.Delivered.Keys.Count(k => k.Port == Going.Name) >= Count, "the other port goes on");
        Assert.DoesNotContain(second.Delivered.Keys, k => k.Port == Port);
        Assert.Empty(await OpenAsync(second));

        await second.ApplyAsync(Model(SendPortState.Started));
        await MemoryRuntime.UntilAsync(
            () => second.Delivered.Keys.Count(k => k.Port == Port) == 2 * Count, "the port catches up");
        Assert.All(second.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Empty(second.Log.Errors);
    }

    [Fact]
    public async Task What_a_sender_recorded_before_a_death_is_known_after_its_port_was_detached()
    {
        var recorded = new TaskCompletionSource();
        var first = new MemoryRuntime(
            t => t.Key.Port != Port || Record(t, recorded),
            port => port == Port ? new TaskCompletionSource().Task : Task.CompletedTask);
        await first.StartAsync(Model(SendPortState.Started));
        await first.SubmitAsync("in-in", ["one"]);
        await recorded.Task.WaitAsync(MemoryRuntime.Patience);
        first.Die();

        string? known = null;
        await using var second = new MemoryRuntime(
            t =>
            {
                if (t.Key.Port == Port) known = t.Recorded;
                return true;
            },
            forerunner: first);
        await second.Store.PrepareAsync("test", default);
        await second.ApplyAsync(Model(SendPortState.Stopped));
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(() => AnyDetached(second), "the stopped port is detached");
        await second.ApplyAsync(Model(SendPortState.Started));
        await MemoryRuntime.UntilAsync(() => second.Delivered.ContainsKey((Port, "one")), "the port is caught up");
        Assert.Equal("one.tmp", known);
    }

    [Fact]
    public async Task A_store_that_takes_no_commit_for_long_while_a_port_is_detached_is_waited_for_and_no_defect()
    {
        await using var runtime = new MemoryRuntime(stopTimeout: TimeSpan.FromMilliseconds(200));
        await runtime.StartAsync(Model(SendPortState.Started));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Box.BeforeCommit = _ => gate.Task;
        await runtime.ApplyAsync(Model(SendPortState.Stopped));
        await MemoryRuntime.UntilAsync(() => runtime.Log.Of(1501).Count > 0, "the duty waits for the store");
        runtime.Box.BeforeCommit = null;
        gate.SetResult();

        await MemoryRuntime.UntilAsync(() => AnyDetached(runtime), "the port is detached");
        await runtime.SubmitAsync("in-in", Texts(0));
        await runtime.ApplyAsync(Model(SendPortState.Started));
        await CheckAllAsync(runtime, 1);
        Assert.Empty(runtime.Log.Errors);
    }

    [Fact]
    public async Task When_the_store_is_away_while_a_port_is_detached_the_port_catches_up_afterwards()
    {
        await using var runtime = new MemoryRuntime();
        await StartDetachedAsync(runtime);
        runtime.Box.IsAvailable = false;
        var submitted = runtime.SubmitAsync("in-in", Texts(1));
        await MemoryRuntime.UntilAsync(() => runtime.Log.Of(1501).Count > 0, "a duty waits for the store");
        runtime.Box.IsAvailable = true;
        await submitted;
        await runtime.ApplyAsync(Model(SendPortState.Started));

        await CheckAllAsync(runtime, 2);
        Assert.Empty(runtime.Log.Errors);
    }

    /// <param name="detaching">While the port is detached; else while it joins its host again.</param>
    /// <param name="done">The store has done it, only its answer is lost.</param>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task When_the_store_goes_away_while_a_port_moves_nothing_is_lost_or_repeated(bool detaching, bool done)
    {
        await using var runtime = new MemoryRuntime();
        if (!detaching) await StartDetachedAsync(runtime);
        var lost = LoseOnce(runtime, done);
        // A stopped port is detached as soon as its server runs.
        if (detaching) await runtime.StartAsync(Model(SendPortState.Stopped));
        await runtime.SubmitAsync("in-in", Texts(1));
        if (detaching) await lost;
        await runtime.ApplyAsync(Model(SendPortState.Started));
        await lost;
        await runtime.SubmitAsync("in-in", Texts(2));

        await CheckAllAsync(runtime, detaching ? 2 : 3);
        await MemoryRuntime.UntilAsync(() => !AnyDetached(runtime), "the port has joined its host");
        await runtime.SubmitAsync("in-in", Texts(3));
        await CheckAllAsync(runtime, detaching ? 3 : 4);
        Assert.Empty(runtime.Log.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_store_goes_away_while_a_lagging_port_is_detached_nothing_is_lost_or_repeated(bool done)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = Lagging(gate.Task);
        var lost = LoseOnce(runtime, done);
        await runtime.StartAsync(Model(SendPortState.Started));
        for (int part = 0; part < 5; part++) await runtime.SubmitAsync("in-in", Texts(part));
        await MemoryRuntime.UntilAsync(() => runtime.Server.Session!.SendPorts.IsParked(Port), "the port lags");
        gate.SetResult();
        await lost;

        await CheckAllAsync(runtime, 5);
        Assert.Empty(runtime.Log.Errors);
    }

    [Fact]
    public async Task A_port_that_is_removed_in_the_moment_in_which_it_is_detached_because_it_lags_harms_nobody()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = Lagging(gate.Task);
        await runtime.StartAsync(Model(SendPortState.Started));
        for (int part = 0; part < 5; part++) await runtime.SubmitAsync("in-in", Texts(part));
        var ports = runtime.Server.Session!.SendPorts;
        await MemoryRuntime.UntilAsync(() => ports.IsParked(Port), "the port lags");
        await runtime.ApplyAsync(MemoryGroup.Of(["host"], [MemoryGroup.Receive("in")], [Going]));
        await MemoryRuntime.UntilAsync(() => ports.Find(Port) is null, "the port is removed");
        gate.SetResult();

        await MemoryRuntime.UntilAsync(
            async () => runtime.Delivered.Count + (await OpenAsync(runtime)).Count == 2 * 5 * Count,
            "what stood behind the port is suspended");
        Assert.Equal(5 * Count, runtime.Delivered.Keys.Count(k => k.Port == Going.Name));
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Null(ports.Park(Port));
        Assert.Empty(runtime.Log.Errors);
    }

    [Fact]
    public async Task A_port_that_lags_is_not_said_to_be_stopped()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = Lagging(gate.Task);
        await runtime.StartAsync(Model(SendPortState.Started));
        for (int part = 0; part < 5; part++) await runtime.SubmitAsync("in-in", Texts(part));
        await MemoryRuntime.UntilAsync(() => runtime.Server.Session!.SendPorts.IsParked(Port), "the port lags");
        gate.SetResult();
        await CheckAllAsync(runtime, 5);
        Assert.Contains("lags", Assert.Single(runtime.Log.Of(1853)), StringComparison.Ordinal);
        Assert.Empty(runtime.Log.Of(1851));
    }

    private static SendPortModel Going { get; } = MemoryGroup.Send("going", "receivePort == \"in\"");

    private static GroupModel Model(SendPortState state) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [Going, MemoryGroup.Send(Port, "receivePort == \"in\"") with { State = state }]);

    private static IEnumerable<string> Texts(int part) =>
        Enumerable.Range(0, Count).Select(i => $"part {part} message {i}");

    /// <summary>A server with small readers, whose port takes its time until the gate is open.</summary>
    private static MemoryRuntime Lagging(Task gate) => new(
        untilSettled: port => port == Port ? gate : Task.CompletedTask,
        options: o => o with { Readers = new LaneReaderOptions { ItemsMax = 2_000 } });

    /// <summary>Starts with the port stopped, and puts messages behind it.</summary>
    private static async Task StartDetachedAsync(MemoryRuntime runtime)
    {
        await runtime.StartAsync(Model(SendPortState.Stopped));
        await runtime.SubmitAsync("in-in", Texts(0));
        await MemoryRuntime.UntilAsync(() => AnyDetached(runtime), "the port is detached");
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.Keys.Count(k => k.Port == Going.Name) == Count, "the other port goes on");
    }

    private static bool AnyDetached(MemoryRuntime runtime)
    {
        var session = runtime.Server.Session!;
        return session.HostReaders.Any(r => r.ModeOf(session.PortNumbers[Port]) != PortMode.Handed);
    }

    /// <summary>The store is away in the next moment in which a port is detached or joined.</summary>
    private static Task LoseOnce(MemoryRuntime runtime, bool done)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Lose()
        {
            if (lost.TrySetResult()) throw new StoreUnavailableException("Lost for a moment.");
        }

        if (done) runtime.Box.AfterPortMoves = Lose;
        else runtime.Box.BeforePortMoves = Lose;
        return lost.Task.WaitAsync(MemoryRuntime.Patience);
    }

    private static async Task CheckAllAsync(MemoryRuntime runtime, int parts)
    {
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.Count == 2 * parts * Count, $"{parts} parts are with both ports");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Empty(await OpenAsync(runtime));
    }

    private static Task<IReadOnlyList<OpenItemRow>> OpenAsync(MemoryRuntime runtime) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10 * Count, default);

    // It has told the store what it is about to do, and never comes back.
    private static bool Record(Core.Adapters.Transmission transmission, TaskCompletionSource recorded)
    {
        _ = transmission.RecordAsync("one.tmp", default).AsTask().ContinueWith(
            _ => recorded.TrySetResult(), TaskScheduler.Default);
        return false;
    }
}
