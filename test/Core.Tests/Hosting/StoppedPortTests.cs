using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class StoppedPortTests
{
    private const int Count = 3_000;

    [Fact]
    public async Task A_stopped_port_keeps_its_place_without_a_row_per_message_and_catches_up_when_started()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(SendPortState.Stopped));
        await runtime.SubmitAsync("in-in", Texts(0));
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.Keys.Count(k => k.Port == "going") == Count, "the other port of the host goes on");
        Assert.DoesNotContain(runtime.Delivered.Keys, k => k.Port == "stopped");
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));

        await runtime.ApplyAsync(Model(SendPortState.Started));
        await runtime.SubmitAsync("in-in", Texts(1));
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.Count == 4 * Count, "the started port catches up and goes on");

        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        await MemoryRuntime.UntilAsync(async () => await IsJoined(runtime), "the port joins its host again");
    }

    [Fact]
    public async Task A_port_that_is_stopped_under_load_loses_and_repeats_nothing()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(SendPortState.Started));
        var load = Enumerable.Range(0, 5).Select(part => runtime.SubmitAsync("in-in", Texts(part))).ToList();
        await runtime.ApplyAsync(Model(SendPortState.Stopped));
        await Task.WhenAll(load);
        await runtime.ApplyAsync(Model(SendPortState.Started));
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 10 * Count, "all is delivered");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
    }

    private static async Task<bool> IsJoined(MemoryRuntime runtime)
    {
        var active = await runtime.Store.Configuration.GetActiveAsync(default);
        var detached = active!.Readers.Where(r => r.Kind == ReaderKind.DetachedPort).Select(r => r.Id).ToHashSet();
        var progress = await runtime.Store.Log.ReadProgressAsync(default);
        return detached.Count == 1 && !progress.Any(p => detached.Contains(p.ReaderLane.Reader));
    }

    private static IEnumerable<string> Texts(int part) =>
        Enumerable.Range(0, Count).Select(i => $"part {part} message {i}");

    private static GroupModel Model(SendPortState state) => MemoryGroup.Of(
        ["host"],
        [MemoryGroup.Receive("in")],
        [
            MemoryGroup.Send("going", "receivePort == \"in\""),
            MemoryGroup.Send("stopped", "receivePort == \"in\"") with { State = state },
        ]);
}
