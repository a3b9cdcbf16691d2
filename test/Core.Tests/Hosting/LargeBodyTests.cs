using System.Collections.Concurrent;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Bodies beside the log belong to one message each: whoever wants the same bytes gets a copy.</summary>
public class LargeBodyTests
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, 700_001).Select(i => (byte)(i * 31))];

    private readonly ConcurrentBag<byte[]> _sunk = [];

    [Fact]
    public async Task A_large_message_goes_round_and_arrives()
    {
        await using var runtime = new MemoryRuntime(Sink);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"],
            [MemoryGroup.Receive("first"), MemoryGroup.Receive("second")],
            [
                MemoryGroup.Send("hop", "receivePort == \"first\"", loopTo: "second-in"),
                MemoryGroup.Send("sink", "receivePort == \"second\""),
            ]));

        await SubmitAsync(runtime);

        await MemoryRuntime.UntilAsync(() => !_sunk.IsEmpty, "the message arrives");
        Assert.Equal(Large, Assert.Single(_sunk));
    }

    [Fact]
    public async Task A_large_message_that_nobody_wanted_arrives_once_it_is_resumed()
    {
        await using var runtime = new MemoryRuntime(Sink);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first")], [MemoryGroup.Send("sink", "receivePort == \"other\"")]));
        var result = await SubmitAsync(runtime);
        Assert.Equal(FailureCodes.NoSubscriber, result.Failure?.Code);

        await runtime.ApplyAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first")], [MemoryGroup.Send("sink", "receivePort == \"first\"")]));
        var item = Assert.Single(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        await runtime.Store.OpenItems.ResumeAsync([item.Id], [], default);

        await MemoryRuntime.UntilAsync(() => !_sunk.IsEmpty, "the message arrives");
        Assert.Equal(Large, Assert.Single(_sunk));
        Assert.Empty(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
    }

    private static async Task<IntakeResult> SubmitAsync(MemoryRuntime runtime) =>
        await runtime.Adapter.Intake("first-in").SubmitAsync(new SourceItem { Body = Body.From(Large) }, default);

    private bool Sink(Transmission transmission)
    {
        using var stream = transmission.Message.Body.Body.OpenAsync(default).AsTask().GetAwaiter().GetResult();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        _sunk.Add(copy.ToArray());
        return true;
    }
}
