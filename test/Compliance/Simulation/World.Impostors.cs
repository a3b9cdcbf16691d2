using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <content>Writes with one half of a fence right and the other wrong; what else they write is in order.</content>
internal sealed partial class World
{
    private Task ImpersonateAsync(Actor who, Step step)
    {
        var other = _live.Concat(_dead).OfType<Actor>().Where(one => one != who)
            .OrderByDescending(one => one.Items.Count).FirstOrDefault() ?? who;
        var builder = (step.What % 5) switch
        {
            0 => other.Process.Commit(LaneOf(other, step.How)).As(who.Process.Session),
            1 => Progress(who, other, step, epochs: 0),
            2 => Progress(who, who, step, epochs: 1),
            3 => Item(who, other, step, epochs: 0),
            _ => Item(who, who, step, epochs: 1),
        };
        builder?.Tracking(Tracking());
        return builder is null || (other == who && step.What % 5 is 0 or 1 or 3)
            ? Task.CompletedTask
            : CommitAsync(who, builder.Message($"stolen {_step}", HostsOf(who)[0]));
    }

    private static CommitBuilder? Progress(Actor who, Actor owner, Step step, int epochs)
    {
        var lane = LaneOf(owner, step.How);
        var grant = owner.Process.Readers.First(one => one.ReaderLane.Lane == lane);
        return who.Process.Commit(LaneOf(who, step.How)).Progress(grant.Progress with
        {
            Epoch = grant.Epoch - epochs,
            Number = owner.Process.LastNumberOf(grant.ReaderLane) + 1,
            Position = new Position(1000, 0),
        });
    }

    private static CommitBuilder? Item(Actor who, Actor owner, Step step, int epochs)
    {
        if (owner.Items.Count == 0)
        {
            return null;
        }
        var item = owner.Items[step.How % owner.Items.Count];
        return who.Process.Commit(LaneOf(who, step.How)).Remove(item with { Epoch = item.Epoch - epochs });
    }
}
