using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What a server leaves finds another one.</summary>
public class GroupWatchTests
{
    [Fact]
    public void Of_those_that_die_at_once_one_is_watched_by_one_that_lives()
    {
        long[] all = [3, 7, 8, 20, 21];
        for (int dead = 1; dead < (1 << all.Length) - 1; dead++)
        {
            bool IsDead(long session) => (dead >> Array.IndexOf(all, session) & 1) != 0;
            Assert.Contains(all, own => !IsDead(own) && IsDead(Watched(own, all)));
        }
    }

    [Fact]
    public void Alone_there_is_nobody_to_watch() => Assert.Equal(0, Watched(3, [3]));

    private static long Watched(long own, long[] all) => GroupWatch.Before(
        new SessionId(own), [.. all.Where(one => one != own).Select(one => new SessionId(one))]).Value;

    [Fact]
    public async Task What_a_server_has_not_done_when_it_leaves_in_good_order_is_done_by_another()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = new MemoryRuntime(
            _ => !held.TrySetResult() && false, _ => new TaskCompletionSource().Task,
            stopTimeout: TimeSpan.FromMilliseconds(200));
        await first.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", "receivePort == \"in\"")]));
        await using var second = new MemoryRuntime(forerunner: first, server: "b");
        await second.GoOnAsync();
        await first.SubmitAsync("in-in", ["one", "two", "three"]);
        await held.Task.WaitAsync(MemoryRuntime.Patience);

        await first.Server.StopAsync();

        await MemoryRuntime.UntilAsync(() => second.DeliveredAt("out") == 3, "the other one delivers all");
        await MemoryRuntime.UntilAsync(
            async () => second.Server.ItemsInHand == 0
                && (await second.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "nothing is left");
    }
}
