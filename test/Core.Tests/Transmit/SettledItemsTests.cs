using System.Runtime.CompilerServices;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Process;
using Viaduct.Core.Tests.Store;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Tests.Transmit;

public class SettledItemsTests
{
    /// <summary>
    /// With thousands of ports each would keep its last messages alive through the quick collections, and the pauses
    /// took a quarter of the machine.
    /// </summary>
    [Fact]
    public async Task Take_OfAPortThatHasRestedForLong_KeepsNothingAliveThatWasTaken()
    {
        await using var world = await ReaderWorld.CreateAsync();
        var reader = world.Reader();
        var settled = new SettledItems();
        SettleOne(settled, reader);
        // The port rests, and what it holds becomes old.
        for (int i = 0; i < 3; i++) GC.Collect();

        var last = SettleOne(settled, reader);
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        Assert.False(last.IsAlive);
    }

    [Fact]
    public async Task WaitAsync_CompletesWhenThereIsSomethingToTake()
    {
        await using var world = await ReaderWorld.CreateAsync();
        var settled = new SettledItems();
        var waiting = settled.WaitAsync();
        Assert.False(waiting.IsCompleted);
        Assert.Empty(settled.Take());

        settled.Add(Item(world.Reader()));
        await waiting.WaitAsync(WriterWorld.Patience);
        Assert.True(settled.WaitAsync().IsCompletedSuccessfully);
        Assert.Single(settled.Take());
        Assert.False(settled.WaitAsync().IsCompleted);
    }

    // Not inlined, so that nothing of it is left on the caller's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SettleOne(SettledItems settled, IWorkOrigin origin)
    {
        var item = Item(origin);
        settled.Add(item);
        Assert.Same(item, Assert.Single(Assert.Single(settled.Take()).Items));
        return new WeakReference(item);
    }

    private static WorkItem Item(IWorkOrigin origin) =>
        new(origin, new Position(1, 0), WriterWorld.Message("text").Message, "port");
}
