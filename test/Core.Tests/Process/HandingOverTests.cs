using Viaduct.Core.Store;
using Viaduct.Core.Tests.Hosting;

namespace Viaduct.Core.Tests.Process;

/// <summary>A commit is in the store a moment before its writer hears of it.</summary>
public class HandingOverTests
{
    [Fact]
    public async Task What_a_read_has_found_is_not_handed_out_again_by_the_writer()
    {
        await using var world = await ReaderWorld.CreateAsync();
        var reader = world.Reader();
        (long Sequence, List<HandedMessage> Messages) told = (0, []);
        world.Writer.OnCommitted = (sequence, messages) => told = (sequence, messages);
        await world.PublishAsync(1, "a");

        reader.Poll();
        await MemoryRuntime.UntilAsync(() => !reader.IsBehind, "the read comes to the end of the lane");
        Assert.Equal(told.Sequence, reader.LoadedThrough);
        reader.Deliver(told.Sequence, told.Messages);

        world.Writer.OnCommitted = reader.Deliver;
        await world.PublishAsync(1, "b");
        Assert.Equal(["a", "b"], world.Port(1).Texts);
        Assert.Equal(2, reader.ItemsInHand);
    }
}
