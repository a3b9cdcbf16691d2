using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A location that is configured anew goes on with what its last receiver could not finish.</summary>
public class UnfinishedClaimsTests
{
    [Fact]
    public async Task The_next_receiver_of_a_location_gets_what_the_last_one_left_and_whether_it_was_received()
    {
        var token = TestContext.Current.CancellationToken;
        var adapter = new LeavingAdapter();
        var loader = new ModelLoader();
        await using var store = new InMemoryStore(new InMemoryBox(TimeProvider.System));
        await store.PrepareAsync("test", token);
        await using var server = new ViaductServer(
            store, new ServerOptions { Group = "test", Server = "a", PollInterval = TimeSpan.FromMilliseconds(50) },
            new RuntimeCatalog([adapter], [], []), loader, TimeProvider.System, NullLoggerFactory.Instance);
        await ApplyAsync("one", null);
        await server.StartAsync(token);
        var first = await adapter.Found.Task.WaitAsync(MemoryRuntime.Patience, token);
        Assert.Empty(first);

        adapter.Found = new TaskCompletionSource<IReadOnlyList<AbandonedClaim>>();
        await ApplyAsync("two", "*");

        var second = await adapter.Found.Task.WaitAsync(MemoryRuntime.Patience, token);
        Assert.Equal(
            [("left", false, 0), ("received", true, 0)],
            second.Select(c => (c.Claim.Item, c.Received, c.Deaths)).Order());

        Task ApplyAsync(string version, string? expected) => store.Configuration.ActivateAsync(
            new Activation(version, loader.Pack(version, Model(version)), expected, ["host"], []), token);
    }

    private static GroupModel Model(string version)
    {
        var port = MemoryGroup.Receive("in");
        var endpoint = new EndpointModel("leaving", new LeavingOptions(version), "leaving:");
        return MemoryGroup.Of(
            ["host"], [port with { Locations = [.. port.Locations.Select(l => l with { Endpoint = endpoint })] }], []);
    }

    private sealed record LeavingOptions(string Version);

    /// <summary>Claims three items, closes one, takes one in, and is stopped before it does more.</summary>
    private sealed class LeavingAdapter : IReceiveAdapter
    {
        public TaskCompletionSource<IReadOnlyList<AbandonedClaim>> Found { get; set; } = new();

        public string Name => "leaving";

        public string TransportType => "LEAVING";

        public string Description => "Leaves claims unfinished.";

        public IReadOnlyList<AdapterProperty> Properties => [];

        public AdapterPlacement Placement => AdapterPlacement.ScalesOut;

        public Type ReceiveOptionsType => typeof(LeavingOptions);

        public void ValidateReceive(object options, ICollection<string> errors)
        {
        }

        public string ReceiveAddress(object options) => "leaving:";

        public IReceiver CreateReceiver(object options, ReceiverContext context) => new Receiver(this, context);

        private sealed class Receiver(LeavingAdapter adapter, ReceiverContext context) : IReceiver
        {
            public async ValueTask StartAsync(CancellationToken cancellationToken)
            {
                var found = await context.Claims.TakeAbandonedAsync(cancellationToken);
                if (found.Count == 0)
                {
                    var ids = Enumerable.Range(0, 3)
                        .Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToList();
                    Assert.True(await context.Claims.RecordAsync(
                        [new Claim(ids[0], "left"), new Claim(ids[1], "received"), new Claim(ids[2], "closed")],
                        cancellationToken));
                    await context.Claims.CloseAsync([ids[2]], cancellationToken);
                    await context.Intake.SubmitAsync(
                        new SourceItem { Body = Body.Empty, Receipt = ReceiptKey.FromClaim(ids[1]) },
                        cancellationToken);
                }

                adapter.Found.TrySetResult(found);
            }

            public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
