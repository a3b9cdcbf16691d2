using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

public class TwoHopsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Messages_are_received_routed_go_round_and_are_delivered_once()
    {
        const int count = 2_000;
        var token = TestContext.Current.CancellationToken;
        var sunk = new ConcurrentDictionary<string, int>();
        var all = new TaskCompletionSource();
        var adapter = new MemoryAdapter(t =>
        {
            t.Message.Body.Body.TryGetBytes(out var bytes);
            sunk.AddOrUpdate(Encoding.UTF8.GetString(bytes.Span), 1, (_, n) => n + 1);
            t.Sent();
            if (sunk.Count == count) all.TrySetResult();
        });
        var loader = new ModelLoader();
        var model = MemoryGroup.Of(
            ["host"],
            [MemoryGroup.Receive("first"), MemoryGroup.Receive("second")],
            [
                MemoryGroup.Send("hop", "receivePort == \"first\"", loopTo: "second-in"),
                MemoryGroup.Send("sink", "receivePort == \"second\""),
            ]);
        var box = new InMemoryBox(TimeProvider.System);
        await using var store = new InMemoryStore(box);
        await store.PrepareAsync("test", token);
        await store.Configuration.ActivateAsync(
            new Activation("one", loader.Pack("one", model), null, ["host"], ["hop", "sink"]), token);
        await using var server = new ViaductServer(
            store, new ServerOptions { Group = "test", Server = "a" }, new RuntimeCatalog([adapter], [], []), loader,
            TimeProvider.System, NullLoggerFactory.Instance);
        await server.StartAsync(token);

        var intake = adapter.Intake("first-in");
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(i => intake.SubmitAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes($"message {i}")) }, token).AsTask()));

        Assert.All(results, r => Assert.Equal(IntakeOutcome.Published, r.Outcome));
        await all.Task.WaitAsync(Patience, token);
        await server.StopAsync();
        Assert.Equal(count, sunk.Count);
        Assert.All(sunk.Values, n => Assert.Equal(1, n));
        Assert.Empty(await store.OpenItems.ListAsync(new OpenItemFilter(), 10, token));
    }
}
