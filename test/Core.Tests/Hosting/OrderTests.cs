using System.Collections.Concurrent;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Ordered send ports (rules 80 to 84).</summary>
public class OrderTests
{
    private static readonly PropertyKey Account = PropertyKey.Get("urn:order-tests", "Account");
    private static readonly RetryModel Soon = new() { Count = 3, Interval = TimeSpan.FromMilliseconds(20) };
    private static readonly RetryModel Never = new() { Count = 0, Interval = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Messages_are_delivered_in_the_order_in_which_they_were_published()
    {
        var sent = new Arrivals();
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(new OrderModel()));

        for (int i = 0; i < 300; i++) await SubmitAsync(runtime, $"{i}");

        await sent.UntilAsync(300);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), sent.Texts);
        await IdleAsync(runtime);
    }

    [Fact]
    public async Task The_order_holds_across_servers_that_publish_in_turn()
    {
        var sent = new Arrivals();
        await using var first = new MemoryRuntime(sent.Take);
        await first.StartAsync(Model(new OrderModel()));
        await using var second = new MemoryRuntime(sent.Take, forerunner: first, server: "b");
        await second.GoOnAsync();

        for (int i = 0; i < 200; i++) await SubmitAsync(i % 3 == 0 ? second : first, $"{i}");

        await sent.UntilAsync(200);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), sent.Texts);
    }

    [Fact]
    public async Task Those_behind_a_message_that_fails_wait_until_it_is_delivered()
    {
        int refusals = 2;
        var sent = new Arrivals
        {
            Refuses = t => MemoryRuntime.TextOf(t) == "1" && Interlocked.Decrement(ref refusals) >= 0,
        };
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(new OrderModel(), Soon));

        for (int i = 0; i < 10; i++) await SubmitAsync(runtime, $"{i}");

        await sent.UntilAsync(10);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), sent.Texts);
        await IdleAsync(runtime);
    }

    [Fact]
    public async Task Those_behind_a_message_that_is_suspended_go_on()
    {
        var sent = new Arrivals { Refuses = t => MemoryRuntime.TextOf(t) == "1" };
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(new OrderModel(), Never));

        for (int i = 0; i < 5; i++) await SubmitAsync(runtime, $"{i}");

        await sent.UntilAsync(4);
        Assert.Equal(["0", "2", "3", "4"], sent.Texts);
        Assert.Equal(OpenItemState.Suspended, Assert.Single(await ItemsAsync(runtime)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Those_behind_a_message_that_is_suspended_wait_for_an_operator_if_they_are_to(bool resumes)
    {
        bool refuses = true;
        var sent = new Arrivals { Refuses = t => refuses && MemoryRuntime.TextOf(t) == "1" };
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(new OrderModel { OnFailure = OrderFailure.Stop }, Never));
        for (int i = 0; i < 5; i++) await SubmitAsync(runtime, $"{i}");
        OpenItemRow? suspended = null;
        await MemoryRuntime.UntilAsync(
            async () => (suspended = (await ItemsAsync(runtime)).SingleOrDefault(
                row => row.State == OpenItemState.Suspended)) is not null, "it is suspended");
        Assert.Equal(["0"], sent.Texts);

        refuses = false;
        if (resumes) await runtime.Store.OpenItems.ResumeAsync([suspended!.Id], [], default);
        else await runtime.Store.OpenItems.TerminateAsync([suspended!.Id], [], default);

        string[] expected = resumes ? ["0", "1", "2", "3", "4"] : ["0", "2", "3", "4"];
        await sent.UntilAsync(expected.Length);
        Assert.Equal(expected, sent.Texts);
        await IdleAsync(runtime);
    }

    [Fact]
    public async Task Messages_of_one_key_keep_their_order_while_those_of_others_pass()
    {
        var sent = new Arrivals { Refuses = t => MemoryRuntime.TextOf(t) == "a/0" };
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(
            new OrderModel { Key = Account, Groups = 4, OnFailure = OrderFailure.Stop }, Never));

        for (int i = 0; i < 40; i++)
            foreach (string key in (string[])["a", "b", "c", "d", "e", "f"])
                await SubmitAsync(runtime, $"{key}/{i}", key);

        await sent.UntilAsync(5 * 40);
        foreach (var key in sent.Texts.GroupBy(text => text[0]))
            Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{key.Key}/{i}"), key);
        Assert.DoesNotContain(sent.Texts, text => text[0] == 'a');
    }

    [Fact]
    public async Task A_message_that_is_in_flight_for_long_keeps_those_behind_it_waiting()
    {
        var held = new TaskCompletionSource<Transmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new Arrivals();
        await using var runtime = new MemoryRuntime(
            t => MemoryRuntime.TextOf(t) == "0" ? !held.TrySetResult(t) : sent.Take(t), _ => over.Task);
        await runtime.StartAsync(Model(new OrderModel()));
        for (int i = 0; i < 3; i++) await SubmitAsync(runtime, $"{i}");
        var transmission = await held.Task.WaitAsync(MemoryRuntime.Patience);
        await MemoryRuntime.UntilAsync(
            async () => (await ItemsAsync(runtime)).Any(row => row.State == OpenItemState.Active),
            "it goes on as an open item");
        Assert.Empty(sent.Texts);

        transmission.Sent();
        over.SetResult();

        await sent.UntilAsync(2);
        Assert.Equal(["1", "2"], sent.Texts);
        await IdleAsync(runtime);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_server_goes_on_in_order_when_the_one_that_sent_dies(bool failed)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new Arrivals();
        await using var first = new MemoryRuntime(
            t =>
            {
                if (MemoryRuntime.TextOf(t) != "20") return sent.Take(t);
                if (failed) t.Failed(new Failure(FailureCodes.TransmitTransient, "Not now."), transient: true);
                held.TrySetResult();
                return false;
            },
            _ => held.Task.IsCompleted && !failed ? new TaskCompletionSource().Task : Task.CompletedTask,
            stopTimeout: TimeSpan.FromMilliseconds(200));
        await first.StartAsync(Model(
            new OrderModel(), new RetryModel { Count = 3, Interval = TimeSpan.FromMilliseconds(500) }));
        await using var second = new MemoryRuntime(sent.Take, forerunner: first, server: "b");
        await second.GoOnAsync();
        for (int i = 0; i < 40; i++) await SubmitAsync(second, $"{i}");
        await held.Task.WaitAsync(MemoryRuntime.Patience);
        if (failed)
            await MemoryRuntime.UntilAsync(
                async () => (await ItemsAsync(second)).Any(row => row.State == OpenItemState.Waiting), "it waits");

        first.Die();

        await MemoryRuntime.UntilAsync(() => sent.Texts.Contains("39"), "all are sent");
        // What was sent and not written down yet is sent again under the same key: the far side drops it.
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), sent.Texts.Distinct());
        await IdleAsync(second);
    }

    [Fact]
    public async Task A_stopped_port_keeps_its_order_until_it_is_started()
    {
        var sent = new Arrivals();
        await using var runtime = new MemoryRuntime(sent.Take);
        await runtime.StartAsync(Model(new OrderModel(), state: SendPortState.Stopped));
        for (int i = 0; i < 50; i++) await SubmitAsync(runtime, $"{i}");
        Assert.Empty(sent.Texts);

        await runtime.ApplyAsync(Model(new OrderModel()));

        await sent.UntilAsync(50);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), sent.Texts);
        await IdleAsync(runtime);
    }

    [Fact]
    public async Task A_backlog_larger_than_what_is_taken_up_at_once_keeps_its_order()
    {
        var sent = new Arrivals();
        await using var runtime = new MemoryRuntime(
            sent.Take, options: o => o with { Readers = new LaneReaderOptions { ItemsMax = 10, SegmentsPerRead = 3 } });
        await runtime.StartAsync(Model(new OrderModel(), state: SendPortState.Stopped));
        for (int i = 0; i < 100; i++) await SubmitAsync(runtime, $"{i}");

        await runtime.ApplyAsync(Model(new OrderModel()));

        await sent.UntilAsync(100);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), sent.Texts);
        await IdleAsync(runtime);
    }

    private static GroupModel Model(
        OrderModel order, RetryModel? retry = null, SendPortState state = SendPortState.Started) => MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("in")],
            [
                MemoryGroup.Send("out", "receivePort == \"in\"", retry: retry ?? Soon) with
                {
                    Order = order, State = state,
                },
            ]);

    private static async Task SubmitAsync(MemoryRuntime runtime, string text, string? account = null)
    {
        var context = new MessageContextBuilder();
        if (account is not null) context.Promote(Account, PropertyValue.From(account));
        var result = await runtime.Adapter.Intake("in-in").SubmitAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(text)), Context = context }, default);
        Assert.Equal(IntakeOutcome.Published, result.Outcome);
    }

    private static Task IdleAsync(MemoryRuntime runtime) => MemoryRuntime.UntilAsync(
        async () => runtime.Server.ItemsInHand == 0 && (await ItemsAsync(runtime)).Count == 0, "everything is done");

    private static Task<IReadOnlyList<OpenItemRow>> ItemsAsync(MemoryRuntime runtime) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 100, default);

    /// <summary>The far side: keeps what arrives, in the order in which it does.</summary>
    private sealed class Arrivals
    {
        private readonly ConcurrentQueue<string> _texts = [];

        public Predicate<Transmission> Refuses { get; init; } = static _ => false;

        public IReadOnlyList<string> Texts => [.. _texts];

        public bool Take(Transmission transmission)
        {
            if (Refuses(transmission))
            {
                transmission.Failed(new Failure(FailureCodes.TransmitTransient, "Not now."), transient: true);
                return false;
            }

            _texts.Enqueue(MemoryRuntime.TextOf(transmission));
            return true;
        }

        public Task UntilAsync(int count) => MemoryRuntime.UntilAsync(() => _texts.Count >= count, $"{count} arrive");
    }
}
