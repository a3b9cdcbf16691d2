using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class LaggingPortTests
{
    private const int Count = 30_000;

    [Fact]
    public async Task A_port_that_lags_holds_the_other_ports_of_its_host_up_for_a_moment_only()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runtime = new MemoryRuntime(
            untilSettled: port => port == "slow" ? SlowAsync(gate.Task) : Task.CompletedTask);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"],
            [MemoryGroup.Receive("in")],
            [MemoryGroup.Send("fast", "receivePort == \"in\""), MemoryGroup.Send("slow", "receivePort == \"in\"")]));
        await runtime.SubmitAsync("in-in", Enumerable.Range(0, Count).Select(i => $"message {i}"));
        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("fast") == Count, "the fast port gets all");
        Assert.InRange(runtime.DeliveredAt("slow"), 1, Count * 2 / 3);

        gate.SetResult();
        await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("slow") == Count, "the slow port gets all");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    /// <summary>A far side that takes its time until the gate is open.</summary>
    private static async Task SlowAsync(Task gate)
    {
        using var slowness = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Task.WhenAny(gate, Task.Delay(Timeout.Infinite, slowness.Token));
    }
}
