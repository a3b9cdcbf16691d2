using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Messages that say where they go.</summary>
public class DynamicPortTests
{
    private static readonly PropertyKey Address = SystemProperties.OutboundTransportLocation;

    [Fact]
    public async Task Each_message_goes_to_the_address_that_it_names_and_one_that_names_none_to_the_ports_own()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model());

        await SubmitAsync(runtime, "one", "memory://a.example/x");
        await SubmitAsync(runtime, "two", "memory://b.example/x");
        await SubmitAsync(runtime, "own", null);

        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 3, "all are delivered");
        Assert.Equal(
            ["memory://a.example/x", "memory://b.example/x", "memory:out"], runtime.Adapter.Addresses.Order());
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    [Theory]
    [InlineData("memory://evil.test/x", "is not among those that the port allows")]
    [InlineData("no address", "is none")]
    [InlineData("gopher://a.example/x", "is not among those that the port allows")]
    public async Task An_address_that_is_not_allowed_suspends_its_message_alone(string address, string why)
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model());

        await SubmitAsync(runtime, "bad", address);
        await SubmitAsync(runtime, "good", "memory://a.example/x");

        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 1, "the good one is delivered");
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Count == 1,
            "the bad one is suspended");
        var item = Assert.Single(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        Assert.Equal((OpenItemState.Suspended, FailureCodes.TransmitRefused), (item.State, item.FailureCode));
        Assert.Contains(why, item.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_addresses_than_senders_are_kept_are_all_sent_to()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model());

        await Task.WhenAll(Enumerable.Range(0, 300).Select(
            i => SubmitAsync(runtime, $"{i}", $"memory://h{i}.example/x")));

        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 300, "all are delivered");
        Assert.Equal(300, runtime.Adapter.Addresses.Count);
    }

    private static Task<IntakeResult> SubmitAsync(MemoryRuntime runtime, string text, string? address)
    {
        var item = new SourceItem { Body = Body.From(System.Text.Encoding.UTF8.GetBytes(text)) };
        if (address is not null) item.Context.Promote(Address, PropertyValue.From(address));
        return runtime.Adapter.Intake("in-in").SubmitAsync(item, default).AsTask();
    }

    private static GroupModel Model() => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive("in")],
        [
            MemoryGroup.Send("out", "receivePort == \"in\"") with
            {
                Dynamic = new DynamicModel(Address, [AllowedAddress.TryParse("memory://*.example/*")!]),
            },
        ]);
}
