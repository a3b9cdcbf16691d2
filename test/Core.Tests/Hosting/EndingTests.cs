using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A change of the configuration, a stop and a lost session meet each other and the store's faults.</summary>
public class EndingTests
{
    [Fact]
    public async Task A_change_during_which_the_store_went_away_is_taken_up_afterwards()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model("first"));
        var lost = new TaskCompletionSource();
        runtime.Box.BeforeAcquire = _ =>
            lost.TrySetResult() ? throw new StoreUnavailableException("Lost for a moment.") : Task.CompletedTask;

        await runtime.ApplyAsync(Model("first", "second"));
        await lost.Task.WaitAsync(MemoryRuntime.Patience);
        await runtime.SubmitAsync("in-in", ["one"]);

        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.ContainsKey(("second", "one")), "the new port has the message");
    }

    [Fact]
    public async Task A_server_that_is_stopped_in_the_midst_of_a_change_commits_what_was_submitted_and_stops()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model("first"));
        var begun = new TaskCompletionSource();
        runtime.Box.BeforeAcquire = async token =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };

        await runtime.ApplyAsync(Model("first", "second"));
        await begun.Task.WaitAsync(MemoryRuntime.Patience);
        // The writer meets the newer routes, and needs the change that is under way.
        var submitted = runtime.SubmitAsync("in-in", ["one"]);
        await runtime.Server.StopAsync().WaitAsync(MemoryRuntime.Patience);

        Assert.Equal(IntakeOutcome.Published, Assert.Single(await submitted).Outcome);
        runtime.Box.BeforeAcquire = null;
        await using var next = new MemoryRuntime(forerunner: runtime);
        await next.GoOnAsync();
        // The new port may have been there already when the stop came; who delivers is not decided, but one does.
        int Deliveries() => runtime.DeliveredAt("second") + next.DeliveredAt("second");
        await MemoryRuntime.UntilAsync(() => Deliveries() > 0, "the new port delivers");
        await MemoryRuntime.UntilAsync(() => next.Server.ItemsInHand == 0, "everything is done");
        Assert.Equal(1, Deliveries());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_stops_in_its_time_while_the_store_is_away(bool whileAPortIsDetached)
    {
        await using var runtime = new MemoryRuntime(stopTimeout: TimeSpan.FromMilliseconds(200));
        await runtime.StartAsync(Model("first", "second"));
        if (whileAPortIsDetached)
        {
            var detaching = new TaskCompletionSource();
            runtime.Box.BeforeCommit = _ =>
            {
                detaching.TrySetResult();
                return new TaskCompletionSource().Task;
            };
            await runtime.ApplyAsync(Stopped(Model("first", "second")));
            await detaching.Task.WaitAsync(MemoryRuntime.Patience);
        }

        runtime.Box.IsAvailable = false;
        _ = runtime.SubmitAsync("in-in", ["one"]);
        await runtime.Server.StopAsync().WaitAsync(MemoryRuntime.Patience);
    }

    [Fact]
    public async Task A_server_whose_session_was_taken_over_joins_again_and_goes_on()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model("first"));
        await runtime.SubmitAsync("in-in", ["one"]);
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.ContainsKey(("first", "one")) && runtime.Server.ItemsInHand == 0,
            "the first is delivered");

        var lost = runtime.Server.Session!.Id;
        await using (var other = new InMemoryStore(runtime.Box))
        {
            ((InMemoryStore)runtime.Store).Crash();
            // It may be quicker itself.
            await other.Sessions.TakeOverAsync(lost, default);
        }

        await MemoryRuntime.UntilAsync(
            () => runtime.Server.IsReady && runtime.Server.Session?.Id != lost, "it joins again");
        await runtime.SubmitAsync("in-in", ["two"]);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.ContainsKey(("first", "two")), "the second arrives");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.False(runtime.Server.Completion.IsCompleted);
    }

    [Fact]
    public async Task What_was_delivered_last_before_a_stop_is_tracked()
    {
        var held = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        MemoryRuntime? delivering = null;
        await using var runtime = new MemoryRuntime(_ =>
        {
            delivering!.Box.BeforeCommit = _ =>
            {
                held.TrySetResult();
                return gate.Task;
            };
            return true;
        });
        delivering = runtime;
        await runtime.StartAsync(Model("first"));
        await runtime.SubmitAsync("in-in", ["one"]);
        await held.Task.WaitAsync(MemoryRuntime.Patience);
        var stopped = runtime.Server.StopAsync();
        gate.SetResult();
        await stopped.WaitAsync(MemoryRuntime.Patience);

        var rows = await runtime.Store.Tracking.ReadAsync(
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 0, 100, default);
        Assert.Contains(TrackEventKind.Sent, rows.SelectMany(TrackingBatch.Events).Select(e => e.Kind));
    }

    [Fact]
    public async Task A_server_that_stops_may_finish_what_it_has_begun_however_long_its_lease_is()
    {
        var begun = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new MemoryRuntime(
            transmission =>
            {
                begun.SetResult(transmission);
                return false;
            },
            _ => settled.Task);
        await runtime.StartAsync(Model("first"));
        await runtime.SubmitAsync("in-in", ["one"]);
        var transmission = await begun.Task.WaitAsync(MemoryRuntime.Patience);

        var stopped = runtime.Server.StopAsync();
        // Longer than its lease, for which there is no other sign than that time passes.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        Assert.True(transmission.MayAct);
        Assert.False(stopped.IsCompleted);
        transmission.Sent();
        settled.SetResult();
        await stopped.WaitAsync(MemoryRuntime.Patience);
        // Whoever beats no more waits for the store at most, and does not hang.
        Assert.True(runtime.Server.HasProgressed() && runtime.Server.HasProgressed());
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    private static GroupModel Model(params string[] ports) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [.. ports.Select(port => MemoryGroup.Send(port, "receivePort == \"in\""))]);

    private static GroupModel Stopped(GroupModel model) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [.. model.Applications[0].SendPorts.Select(port => port with { State = SendPortState.Stopped })]);
}
