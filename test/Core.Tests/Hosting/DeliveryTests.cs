using System.Collections.Concurrent;
using Viaduct.Core.Adapters;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class DeliveryTests
{
    [Fact]
    public async Task A_failed_delivery_is_tried_again_and_then_suspended_and_resumed()
    {
        bool refuses = true;
        var attempts = new ConcurrentQueue<int>();
        await using var runtime = new MemoryRuntime(t =>
        {
            attempts.Enqueue(t.Attempt);
            if (!refuses) return true;
            t.Failed(new Failure(FailureCodes.TransmitTransient, "The far side is away."), transient: true);
            return false;
        });
        await runtime.StartAsync(Model(new RetryModel { Count = 2, Interval = TimeSpan.FromMilliseconds(1) }));
        await runtime.SubmitAsync("in-in", ["one"]);

        OpenItemRow? suspended = null;
        await MemoryRuntime.UntilAsync(
            async () => (suspended = (await ListAsync(runtime, OpenItemState.Suspended)).SingleOrDefault()) is not null,
            "it is suspended after its retries");
        Assert.Equal([0, 1, 2], attempts);
        Assert.Equal(FailureCodes.RetriesExhausted, suspended!.FailureCode);
        Assert.Contains("far side is away", suspended.FailureText);
        Assert.Equal(3, suspended.Attempts);

        refuses = false;
        await runtime.Store.OpenItems.ResumeAsync([suspended.Id], [], default);
        await MemoryRuntime.UntilAsync(() => !runtime.Delivered.IsEmpty, "it is delivered once resumed");
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "the open item is gone");
    }

    [Fact]
    public async Task A_message_that_nobody_wants_is_suspended_with_a_report_and_routed_again_when_resumed()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("sink", "receivePort == \"other\"")]));
        var result = Assert.Single(await runtime.SubmitAsync("in-in", ["one"]));
        Assert.Equal(IntakeOutcome.Suspended, result.Outcome);
        Assert.Equal(FailureCodes.NoSubscriber, result.Failure!.Code);
        var row = Assert.Single(await ListAsync(runtime, OpenItemState.Suspended));
        Assert.Contains("sink", row.Report);
        Assert.Contains("other", row.Report);

        await runtime.ApplyAsync(Model(new RetryModel()));
        await runtime.Store.OpenItems.ResumeAsync([row.Id], [], default);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.ContainsKey(("sink", "one")), "it finds its port");
    }

    [Fact]
    public async Task A_delivery_in_flight_for_long_becomes_an_open_item_and_holds_nothing_up()
    {
        var slow = new TaskCompletionSource<Transmission>();
        var sent = new TaskCompletionSource();
        await using var runtime = new MemoryRuntime(t =>
        {
            t.Message.Body.Body.TryGetBytes(out var bytes);
            if (!bytes.Span.SequenceEqual("slow"u8)) return true;
            slow.TrySetResult(t);
            return false;
        }, _ => slow.Task.IsCompleted ? sent.Task : Task.CompletedTask);
        await runtime.StartAsync(Model(new RetryModel()));
        await runtime.SubmitAsync("in-in", ["slow", "fast"]);
        var transmission = await slow.Task.WaitAsync(MemoryRuntime.Patience);
        await MemoryRuntime.UntilAsync(
            async () => (await ListAsync(runtime, OpenItemState.Active)).Count == 1, "it becomes an open item");
        await MemoryRuntime.UntilAsync(async () => await IsDone(runtime), "its reader goes past it");

        transmission.Sent();
        sent.SetResult();
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "its end is written down");
    }

    [Fact]
    public async Task A_delivery_that_ends_while_it_becomes_an_open_item_is_written_down_without_another_batch()
    {
        var slow = new TaskCompletionSource<Transmission>();
        // Not asynchronously: when it is set, the batch has ended.
        var sent = new TaskCompletionSource();
        await using var runtime = new MemoryRuntime(
            t =>
            {
                slow.SetResult(t);
                return false;
            },
            _ => sent.Task);
        var moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Box.BeforeCommit = batch =>
        {
            if (!batch.OpenItemsAdded.Any(row => row.State == OpenItemState.Active)) return Task.CompletedTask;
            moving.TrySetResult();
            return gate.Task;
        };
        await runtime.StartAsync(Model(new RetryModel()));
        await runtime.SubmitAsync("in-in", ["slow"]);
        var transmission = await slow.Task.WaitAsync(MemoryRuntime.Patience);
        await moving.Task.WaitAsync(MemoryRuntime.Patience);

        transmission.Sent();
        sent.SetResult();
        gate.SetResult();

        await MemoryRuntime.UntilAsync(
            async () => await IsDone(runtime)
                && (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "its end is written down");
    }

    [Fact]
    public async Task What_a_sender_left_because_its_server_might_not_act_for_a_while_is_sent_and_has_not_failed()
    {
        int calls = 0;
        MemoryRuntime? acting = null;
        await using var runtime = new MemoryRuntime(transmission =>
        {
            if (Interlocked.Increment(ref calls) > 1) return true;
            // No heartbeat succeeds until the lease is over.
            acting!.Box.IsAvailable = false;
            SpinWait.SpinUntil(() => !transmission.MayAct, MemoryRuntime.Patience);
            acting.Box.IsAvailable = true;
            return false;
        });
        acting = runtime;
        await runtime.StartAsync(Model(new RetryModel { Count = 0 }));
        await runtime.SubmitAsync("in-in", ["one"]);

        await MemoryRuntime.UntilAsync(() => runtime.Delivered.ContainsKey(("sink", "one")), "it is sent");
        await MemoryRuntime.UntilAsync(() => IsDone(runtime), "it is done");
        Assert.Equal(2, calls);
        Assert.Single(runtime.Log.Of(1309));
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task The_way_of_a_message_is_tracked()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(new RetryModel()));
        var result = Assert.Single(await runtime.SubmitAsync("in-in", ["one"]));
        var events = new List<TrackEvent>();
        await MemoryRuntime.UntilAsync(async () =>
        {
            var rows = await runtime.Store.Tracking.ReadAsync(
                DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 0, 100, default);
            events = [.. rows.SelectMany(TrackingBatch.Events)];
            return events.Count == 2;
        }, "both events are stored");
        Assert.Equal([TrackEventKind.Published, TrackEventKind.Sent], events.Select(e => e.Kind));
        Assert.Equal(result.InterchangeId, events[0].InterchangeId);
        Assert.Equal(["sink"], events[0].RoutedTo);
        Assert.Equal("in-in", events[0].Port);
        Assert.Equal(events[0].MessageId, events[1].MessageId);
    }

    private static async Task<bool> IsDone(MemoryRuntime runtime)
    {
        var progress = await runtime.Store.Log.ReadProgressAsync(default);
        return progress.Any(p => p.ReaderLane.Reader != 0 && p.Position.Item == 0 && p.Position.Sequence > 1);
    }

    private static Task<IReadOnlyList<OpenItemRow>> ListAsync(MemoryRuntime runtime, OpenItemState state) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter { States = [state] }, 10, default);

    private static GroupModel Model(RetryModel retry) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("sink", "receivePort == \"in\"", retry: retry)]);
}
