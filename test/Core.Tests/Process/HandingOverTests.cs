using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Hosting;
using Viaduct.Core.Tests.Store;

namespace Viaduct.Core.Tests.Process;

/// <summary>A commit is in the store a moment before its writer hears of it.</summary>
public class HandingOverTests
{
    [Fact]
    public async Task What_a_read_has_found_is_not_handed_out_again_by_the_writer()
    {
        await using var store = new InMemoryStore(new InMemoryBox(TimeProvider.System));
        await store.PrepareAsync("test", default);
        var active = await store.Configuration.ActivateAsync(
            new Activation("v1", new byte[1], null, ["host"], ["port"]), default);
        int host = Assert.Single(active!.Readers, r => r.Name == "host").Id;
        var session = await store.Sessions.StartAsync(new SessionRequest("a", "machine", 1, "1"), default);
        var holdings = await store.Sessions.AcquireAsync(session!.Value, 1, [host], default);
        var lane = holdings.Lanes[0];
        var grant = holdings.Readers.First(r => r.ReaderLane == new ReaderLane(host, lane.Lane));
        await using var world = new WriterWorld(store, session.Value, lane)
        {
            Target = host, Version = active.RouteVersion,
        };
        var port = new KeepingPort();
        var services = new LaneReaderServices(
            world.Unit, new BacklogSource(world.Store), port, port, new LoneTurn(),
            () => Task.CompletedTask, NullLogger.Instance);
        var reader = new LaneReader(
            grant, _ => new SendPortTarget("port", port), new LaneReaderOptions(), services);
        (long Sequence, List<HandedMessage> Messages) told = (0, []);
        world.OnCommitted = (sequence, messages) => told = (sequence, messages);
        Assert.Equal(
            [EntryOutcome.Committed], await world.CommitAsync(e => e.Publications = [WriterWorld.Message("a")]));

        reader.Poll();
        await MemoryRuntime.UntilAsync(() => !reader.IsBehind, "the read comes to the end of the lane");
        Assert.Equal(told.Sequence, reader.LoadedThrough);
        reader.Deliver(told.Sequence, told.Messages);

        world.OnCommitted = reader.Deliver;
        Assert.Equal(
            [EntryOutcome.Committed], await world.CommitAsync(e => e.Publications = [WriterWorld.Message("b")]));
        Assert.Equal(2, port.Handed);
        Assert.Equal(2, reader.ItemsInHand);
    }

    private sealed class KeepingPort : ISendPortWorker
    {
        private int _handed;

        public int Handed => _handed;

        public void Enqueue(WorkItem item) => Interlocked.Increment(ref _handed);
    }
}
