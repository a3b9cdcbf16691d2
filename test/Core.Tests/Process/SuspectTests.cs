using Viaduct.Core.Recover;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Hosting;

namespace Viaduct.Core.Tests.Process;

/// <summary>Items that may have ended their process are worked one at a time, and none waits for ever.</summary>
public class SuspectTests
{
    [Fact]
    public async Task A_suspect_begins_when_the_one_before_it_has_ended()
    {
        await using var world = await ReaderWorld.CreateAsync();
        await world.PublishAsync(1, "a");
        await world.PublishAsync(1, "b");
        await ReadAsync(world);
        Assert.Equal(["a"], world.Port(1).Texts);

        Release(world.Port(1).Items[0]);
        Assert.Equal(["a", "b"], world.Port(1).Texts);
    }

    [Fact]
    public async Task A_suspect_whose_stopped_port_is_detached_gives_its_turn_away()
    {
        await using var world = await ReaderWorld.CreateAsync();
        await world.PublishAsync(1, "a");
        await world.PublishAsync(2, "b");
        var reader = await ReadAsync(world);
        Assert.Empty(world.Port(2).Texts);

        reader.SkipPort(1, world.Port(1).Items);
        Assert.Equal(["b"], world.Port(2).Texts);
        Assert.Equal(1, reader.ItemsInHand);
    }

    [Fact]
    public async Task A_suspect_that_waits_while_its_port_is_detached_is_passed_over_and_the_next_begins()
    {
        await using var world = await ReaderWorld.CreateAsync();
        await world.PublishAsync(1, "a");
        await world.PublishAsync(2, "b");
        await world.PublishAsync(1, "c");
        var reader = await ReadAsync(world);

        reader.SkipPort(2, []);
        Release(world.Port(1).Items[0]);
        Assert.Empty(world.Port(2).Texts);
        Assert.Equal(["a", "c"], world.Port(1).Texts);
        Assert.Equal(1, reader.ItemsInHand);
    }

    [Fact]
    public async Task A_suspect_whose_port_is_held_waits_for_its_turn_again_when_the_port_is_back()
    {
        await using var world = await ReaderWorld.CreateAsync();
        await world.PublishAsync(1, "a");
        await world.PublishAsync(2, "b");
        await world.PublishAsync(1, "c");
        var reader = await ReadAsync(world);

        reader.HoldPort(2);
        Release(world.Port(1).Items[0]);
        Assert.Equal(["a", "c"], world.Port(1).Texts);
        reader.HandPort(2);
        Assert.Empty(world.Port(2).Texts);
        Release(world.Port(1).Items[1]);
        Assert.Equal(["b"], world.Port(2).Texts);
        Assert.True(world.Port(2).Items[0].IsAlone);
    }

    private static async Task<Core.Process.LaneReader> ReadAsync(ReaderWorld world)
    {
        var reader = world.Reader(DeathLimits.Suspect);
        reader.Poll();
        await MemoryRuntime.UntilAsync(() => !reader.IsBehind, "the read comes to the end of the lane");
        return reader;
    }

    private static void Release(Core.Process.WorkItem item) => item.Origin.Released(item, EntryOutcome.Committed);
}
