using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class PoisonTests
{
    [Fact]
    public async Task A_message_that_ends_its_process_again_and_again_is_suspended_and_the_others_go_on()
    {
        var first = new MemoryRuntime(_ => false, _ => Hang());
        await first.StartAsync(Model());
        await first.SubmitAsync("in-in", ["before", "poison", "after"]);
        first.Die();

        // How many deaths it takes depends on whether the message before was completed between two of them.
        for (int death = 2; death <= DeathLimits.Poison + 1 && (await ListAsync(first)).Count == 0; death++)
        {
            var hangs = new TaskCompletionSource();
            var next = new MemoryRuntime(
                t => !IsPoison(t) || Stop(hangs), _ => hangs.Task.IsCompleted ? Hang() : Task.CompletedTask, first);
            await next.GoOnAsync();
            await MemoryRuntime.UntilAsync(
                async () => hangs.Task.IsCompleted || (await ListAsync(first)).Count > 0, "it hangs, or is suspended");
            next.Die();
        }

        await using var last = new MemoryRuntime(forerunner: first);
        await last.GoOnAsync();
        IReadOnlyList<OpenItemRow> suspended = [];
        await MemoryRuntime.UntilAsync(
            async () => (suspended = await ListAsync(last)).Count == 1, "the poisonous message is suspended");
        Assert.Equal(FailureCodes.Poison, suspended[0].FailureCode);
        await last.SubmitAsync("in-in", ["later"]);
        await MemoryRuntime.UntilAsync(() => last.Delivered.ContainsKey(("sink", "later")), "the others go on");
        Assert.DoesNotContain(("sink", "poison"), last.Delivered.Keys);
    }

    [Fact]
    public async Task Messages_that_were_only_near_when_processes_were_ended_are_delivered()
    {
        var first = new MemoryRuntime(_ => false, _ => Hang());
        await first.StartAsync(Model());
        await first.SubmitAsync("in-in", ["one", "two", "three"]);
        first.Die();
        for (int death = 2; death < DeathLimits.Poison; death++)
        {
            var hangs = new TaskCompletionSource();
            var next = new MemoryRuntime(_ => Stop(hangs), _ => Hang(), first);
            await next.GoOnAsync();
            await hangs.Task.WaitAsync(TimeSpan.FromSeconds(30));
            next.Die();
        }

        await using var last = new MemoryRuntime(forerunner: first);
        await last.GoOnAsync();
        foreach (string text in new[] { "one", "two", "three" })
            await MemoryRuntime.UntilAsync(() => last.Delivered.ContainsKey(("sink", text)), $"{text} is delivered");
        Assert.Empty(await ListAsync(last));
    }

    [Fact]
    public async Task Retries_that_were_in_hand_at_two_deaths_are_tried_one_at_a_time_and_only_that_one_counts()
    {
        string[] texts = ["one", "two", "three"];
        var failing = new MemoryRuntime(t =>
        {
            t.Failed(new Failure(FailureCodes.TransmitTransient, "away"), transient: true);
            return false;
        });
        await failing.StartAsync(Model(new RetryModel { Count = 1_000, Interval = TimeSpan.FromMilliseconds(10) }));
        await failing.SubmitAsync("in-in", texts);
        await MemoryRuntime.UntilAsync(async () => (await ActiveAndWaitingAsync(failing)).All == 3, "all wait");
        failing.Die();

        var before = failing;
        foreach (int inHand in new[] { 3, 3, 1, 1 })
        {
            var next = new MemoryRuntime(_ => false, _ => Hang(), before);
            await next.GoOnAsync();
            await MemoryRuntime.UntilAsync(
                async () => await ActiveAndWaitingAsync(next) == (inHand, 3), $"{inHand} in hand");
            next.Die();
            before = next;
        }

        await using var last = new MemoryRuntime(forerunner: before);
        await last.GoOnAsync();
        foreach (string text in texts)
            await MemoryRuntime.UntilAsync(() => last.Delivered.ContainsKey(("sink", text)), $"{text} is delivered");
        Assert.Empty(await ListAsync(last));
    }

    private static async Task<(int Active, int All)> ActiveAndWaitingAsync(MemoryRuntime runtime)
    {
        var filter = new OpenItemFilter { States = [OpenItemState.Active, OpenItemState.Waiting] };
        var items = await runtime.Store.OpenItems.ListAsync(filter, 10, default);
        return (items.Count(i => i.State == OpenItemState.Active), items.Count);
    }

    private static bool Stop(TaskCompletionSource hangs)
    {
        hangs.TrySetResult();
        return false;
    }

    private static Task Hang() => new TaskCompletionSource().Task;

    private static bool IsPoison(Core.Adapters.Transmission transmission) =>
        transmission.Message.Body.Body.TryGetBytes(out var bytes) && bytes.Span.SequenceEqual("poison"u8);

    private static Task<IReadOnlyList<OpenItemRow>> ListAsync(MemoryRuntime runtime) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter { States = [OpenItemState.Suspended] }, 10, default);

    private static GroupModel Model(RetryModel? retry = null) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("sink", "receivePort == \"in\"", retry: retry)]);
}
