using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

/// <summary>A writer that hangs is told from one that waits.</summary>
public class PulseTests
{
    [Fact]
    public async Task A_writer_that_waits_for_work_or_for_the_store_is_well()
    {
        using var answers = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        await using var world = new WriterWorld(_ =>
        {
            asked.Set();
            answers.Wait(WriterWorld.Patience);
            return CommitResult.Committed.Instance;
        });
        Assert.True(world.Unit.Pulse.HasMoved());
        var committing = world.CommitAsync(e => e.Opened = [WriterWorld.Item("x")]);
        Assert.True(asked.Wait(WriterWorld.Patience));
        Assert.True(world.Unit.Pulse.HasMoved());
        Assert.True(world.Unit.Pulse.HasMoved());
        answers.Set();
        await committing;
    }

    [Fact]
    public async Task A_writer_that_is_stuck_in_its_own_work_hangs_until_it_goes_on()
    {
        using var goesOn = new ManualResetEventSlim();
        using var stuck = new ManualResetEventSlim();
        await using var world = new WriterWorld(_ => CommitResult.Committed.Instance)
        {
            OnCommitted = (_, _) =>
            {
                stuck.Set();
                goesOn.Wait(WriterWorld.Patience);
            },
        };
        var committing = world.CommitAsync(e => e.Publications = [WriterWorld.Message("a")]);
        Assert.True(stuck.Wait(WriterWorld.Patience));
        // It may have moved since it was last asked; after that it does not.
        world.Unit.Pulse.HasMoved();
        Assert.False(world.Unit.Pulse.HasMoved());
        goesOn.Set();
        await committing;
        await world.CommitAsync(e => e.Opened = [WriterWorld.Item("x")]);
        Assert.True(world.Unit.Pulse.HasMoved());
    }
}
