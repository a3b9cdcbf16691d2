using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What a server leaves finds another one.</summary>
public class GroupWatchTests
{
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
