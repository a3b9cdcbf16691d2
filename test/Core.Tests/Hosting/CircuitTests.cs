using System.Collections.Concurrent;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Transmit;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class CircuitTests
{
    private const int Count = 20_000;
    private const int BatchMessages = 500;

    [Fact]
    public async Task A_dead_endpoint_does_not_turn_every_message_into_an_open_item()
    {
        bool away = true;
        var tried = new ConcurrentDictionary<Guid, bool>();
        await using var runtime = new MemoryRuntime(t =>
        {
            if (t.Key.Port != "away" || !Volatile.Read(ref away)) return true;
            tried.TryAdd(t.Key.MessageId, true);
            t.Failed(new Failure(FailureCodes.TransmitTransient, "The far side is away."), transient: true);
            return false;
        });
        var retry = new RetryModel { Count = 1_000, Interval = TimeSpan.FromMilliseconds(500) };
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"],
            [MemoryGroup.Receive("in")],
            [
                MemoryGroup.Send("there", "receivePort == \"in\""),
                MemoryGroup.Send("away", "receivePort == \"in\"", retry: retry),
            ]));
        foreach (var texts in Enumerable.Range(0, Count).Select(i => $"message {i}").Chunk(BatchMessages))
            await runtime.SubmitAsync("in-in", texts);
        await MemoryRuntime.UntilAsync(
            () => runtime.Delivered.Keys.Count(k => k.Port == "there") == Count, "the other port gets all");
        Assert.InRange(tried.Count, Circuit.FailuresMax, Circuit.FailuresMax + 4 * BatchMessages);

        Volatile.Write(ref away, false);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 2 * Count, "all are delivered at last");
        Assert.All(runtime.Delivered.Values, times => Assert.Equal(1, times));
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 0,
            "no open item is left");
    }
}
