using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Process;
using Viaduct.Core.Tests.Store;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Tests.Transmit;

public class SettledItemsTests
{
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

    private static WorkItem Item(IWorkOrigin origin) =>
        new(origin, new Position(1, 0), WriterWorld.Message("text").Message, "port");
}
