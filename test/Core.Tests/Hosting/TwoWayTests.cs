using System.Text;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Requests and their responses, through the message box (rule 56).</summary>
public class TwoWayTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_request_gets_the_response_of_the_port_that_it_was_routed_to()
    {
        await using var runtime = new MemoryRuntime(Echo);
        await runtime.StartAsync(Model(Long));

        await using var result = await RequestAsync(runtime, "ping");

        Assert.Equal(RequestOutcome.Responded, result.Outcome);
        Assert.Equal("ping, answered", TextOf(result));
        Assert.Equal(0, runtime.Server.Session!.RequestsWaiting);
    }

    [Fact]
    public async Task Many_requests_at_once_get_each_its_own_response()
    {
        await using var runtime = new MemoryRuntime(Echo);
        await runtime.StartAsync(Model(Long));

        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => RequestAsync(runtime, $"{i}")));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}, answered"), results.Select(TextOf));
        foreach (var result in results) await result.DisposeAsync();
        await MemoryRuntime.UntilAsync(() => runtime.Server.ItemsInHand == 0, "everything is done");
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Fact]
    public async Task A_request_without_a_response_in_time_times_out_and_the_late_response_is_suspended()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new MemoryRuntime(
            t =>
            {
                held.SetResult(t);
                return false;
            },
            _ => settled.Task);
        await runtime.StartAsync(Model(TimeSpan.FromMilliseconds(50)));

        await using var result = await RequestAsync(runtime, "ping");
        Assert.Equal(RequestOutcome.TimedOut, result.Outcome);
        await RespondAsync(await held.Task);
        settled.SetResult();

        await MemoryRuntime.UntilAsync(
            async () => (await ItemsAsync(runtime)).Count == 1, "the late response is suspended");
        var item = Assert.Single(await ItemsAsync(runtime));
        Assert.Equal(
            (OpenItemKind.Response, OpenItemState.SuspendedNotResumable, FailureCodes.NobodyWaits),
            (item.Kind, item.State, item.FailureCode));
    }

    [Fact]
    public async Task A_request_that_nobody_wants_fails_at_once_and_cannot_be_resumed()
    {
        await using var runtime = new MemoryRuntime(Echo);
        await runtime.StartAsync(Model(Long, "receivePort == \"other\""));

        await using var result = await RequestAsync(runtime, "ping");

        Assert.Equal((RequestOutcome.Failed, FailureCodes.NoSubscriber), (result.Outcome, result.Failure?.Code));
        Assert.Equal(OpenItemState.SuspendedNotResumable, Assert.Single(await ItemsAsync(runtime)).State);
    }

    [Fact]
    public async Task A_request_whose_delivery_fails_for_good_is_told_so()
    {
        await using var runtime = new MemoryRuntime(t =>
        {
            t.Failed(new Failure(FailureCodes.TransmitRefused, "The far side says no."), transient: false);
            return false;
        });
        await runtime.StartAsync(Model(Long));

        await using var result = await RequestAsync(runtime, "ping");

        Assert.Equal((RequestOutcome.NoResponse, FailureCodes.TransmitRefused), (result.Outcome, result.Failure?.Code));
        Assert.Contains("The far side says no.", result.Failure!.Text, StringComparison.Ordinal);
        Assert.Equal(OpenItemKind.Send, Assert.Single(await ItemsAsync(runtime)).Kind);
    }

    [Fact]
    public async Task A_response_that_nobody_asked_for_goes_by_subscriptions()
    {
        await using var runtime = new MemoryRuntime(t => t.Key.Port != "ask" || Echo(t));
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("in")],
            [
                MemoryGroup.Send("ask", "receivePort == \"in\"") with { IsTwoWay = true },
                MemoryGroup.Send("out", "sendPort == \"ask\""),
            ]));

        await runtime.SubmitAsync("in-in", ["ping"]);

        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.ContainsKey(("out", "ping, answered")), "the response is delivered");
    }

    [Fact]
    public async Task A_request_that_comes_again_gets_the_first_response()
    {
        int times = 0;
        await using var runtime = new MemoryRuntime(t =>
        {
            Interlocked.Increment(ref times);
            return Echo(t);
        });
        await runtime.StartAsync(Model(Long));
        var key = ReceiptKey.FromText("in", "caller", "key");

        await using var first = await RequestAsync(runtime, "ping", key);
        await using var second = await RequestAsync(runtime, "ping", key);
        var more = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RequestAsync(runtime, "ping", key)));

        Assert.All([first, second, .. more], r => Assert.Equal("ping, answered", TextOf(r)));
        Assert.Equal(1, times);
        Assert.Empty(await ItemsAsync(runtime));
    }

    [Fact]
    public async Task The_response_to_a_request_of_a_process_that_died_is_there_for_the_one_that_comes_again()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(
            t =>
            {
                held.TrySetResult(t);
                return false;
            },
            _ => new TaskCompletionSource().Task, stopTimeout: TimeSpan.FromMilliseconds(200));
        await first.StartAsync(Model(Long));
        var key = ReceiptKey.FromText("in", "caller", "key");
        var other = ReceiptKey.FromText("in", "caller", "another key");
        _ = RequestAsync(first, "ping", key);
        await held.Task;
        first.Die();

        await using var second = new MemoryRuntime(Echo, forerunner: first, server: "b");
        await second.GoOnAsync();
        await using var again = await RequestAsync(second, "ping", key);
        await using var fresh = await RequestAsync(second, "pong", other);

        Assert.Equal("ping, answered", TextOf(again));
        Assert.Equal("pong, answered", TextOf(fresh));
        Assert.Empty(await ItemsAsync(second));
    }

    [Fact]
    public async Task When_the_store_is_away_before_the_response_is_stored_the_caller_gets_it_afterwards()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new MemoryRuntime(
            t =>
            {
                held.SetResult(t);
                return false;
            },
            _ => settled.Task);
        await runtime.StartAsync(Model(Long));
        var request = RequestAsync(runtime, "ping", ReceiptKey.FromText("in", "caller", "key"));
        var transmission = await held.Task.WaitAsync(MemoryRuntime.Patience);

        runtime.Box.IsAvailable = false;
        await RespondAsync(transmission);
        settled.SetResult();
        Assert.False(request.IsCompleted);
        runtime.Box.IsAvailable = true;

        await using var result = await request;
        Assert.Equal("ping, answered", TextOf(result));
        Assert.Empty(await ItemsAsync(runtime));
    }

    [Fact]
    public async Task A_process_that_slept_while_its_responses_were_taken_over_hands_over_none_and_takes_them_back()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(t => !held.TrySetResult(t) && Echo(t), _ => settled.Task);
        await first.StartAsync(Model(Long));
        var request = RequestAsync(first, "ping");
        var transmission = await held.Task.WaitAsync(MemoryRuntime.Patience);
        var lost = first.Server.Session!.Id;
        ((InMemoryStore)first.Store).Crash();

        await using var second = new MemoryRuntime(Echo, forerunner: first, server: "b");
        await second.GoOnAsync();
        await MemoryRuntime.UntilAsync(
            async () => (await ItemsAsync(second)).Count == 1 || request.IsCompleted, "the response is suspended");
        await RespondAsync(transmission);
        settled.SetResult();
        await MemoryRuntime.UntilAsync(
            () => first.Server.IsReady && first.Server.Session?.Id != lost, "the first joins again");
        await using var next = await RequestAsync(first, "pong");

        Assert.False(request.IsCompletedSuccessfully);
        Assert.Equal(FailureCodes.NobodyWaits, Assert.Single(await ItemsAsync(second)).FailureCode);
        Assert.Equal("pong, answered", TextOf(next));
    }

    [Fact]
    public async Task A_response_comes_back_from_the_lane_of_another_process()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(
            t =>
            {
                held.TrySetResult(t);
                return true;
            });
        await first.StartAsync(Model(Long));
        await using var second = new MemoryRuntime(Echo, forerunner: first, server: "b");
        await second.GoOnAsync();
        var request = RequestAsync(first, "ping");
        var token = CorrelationToken.Of((await held.Task).Message.Context)!.Value;

        var context = new MessageContextBuilder();
        token.Address(context);
        var body = new MessagePart(MessagePart.BodyName, Body.From("pong"u8.ToArray()), null);
        var response = new Message(Guid.CreateVersion7(), Guid.CreateVersion7(), context.Build(), [body]);
        var waiter = new EntryWaiter();
        second.Server.Session!.Unit.Enqueue(new CommitEntry(waiter)
        {
            Publications = [Publication.Encode(response, "elsewhere", null, mapped: false)],
        });

        await using var result = await request;
        Assert.Equal("pong", TextOf(result));
    }

    private static GroupModel Model(TimeSpan timeout, string filter = "receivePort == \"in\"") => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in", responseTimeout: timeout)],
        [MemoryGroup.Send("ask", filter) with { IsTwoWay = true }]);

    private static Task<RequestResult> RequestAsync(MemoryRuntime runtime, string text, ReceiptKey? key = null) =>
        runtime.Adapter.Requests("in-in").RequestAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(text)), Receipt = key }, default).AsTask();

    private static bool Echo(Transmission transmission)
    {
        _ = RespondAsync(transmission);
        return false;
    }

    private static async Task RespondAsync(Transmission transmission) => await transmission.RespondedAsync(
        new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(MemoryRuntime.TextOf(transmission) + ", answered")) },
        default);

    private static string TextOf(RequestResult result)
    {
        Assert.Null(result.Failure);
        result.Response!.Body.Body.TryGetBytes(out var bytes);
        return Encoding.UTF8.GetString(bytes.Span);
    }

    private static Task<IReadOnlyList<OpenItemRow>> ItemsAsync(MemoryRuntime runtime) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default);
}
