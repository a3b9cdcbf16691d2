using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>10: exceptions that turn the log into a table of states, and slow readers that pin it.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("10")]
    [Rule(55, 62)]
    [Invariant(7)]
    public async Task Schedule_10_a_port_that_stands_still_over_a_weekend_costs_a_row_per_lane()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var rows = a.Lanes.Select(lane => a.Grant(send, lane).Progress with { Epoch = a.Grant(send, lane).Epoch });
        var before = await a.Store.Log.ReadProgressAsync(default);
        var grants = await a.Store.Configuration.DetachPortAsync(a.Session, "send/to-erp", [.. rows], default);
        a.Believe([], grants!);

        for (var i = 0; i < 20; i++)
        {
            var lane = a.Lanes[i % a.Lanes.Count];
            var commit = a.Commit(lane);
            for (var n = 0; n < 500; n++)
            {
                commit.Message($"{i}/{n}", send);
            }
            await a.MustCommitAsync(commit);
            await a.MustCommitAsync(a.Commit(lane)
                .Progress(send, new Position(a.LastSequenceOf(lane) + 1, 0), inLane: lane));
        }
        await CleanUpAsync(a.Store);

        var size = await a.Store.Maintenance.MeasureAsync(default);
        Assert.Equal(0, size.OpenItems);
        Assert.Equal(before.Count + a.Lanes.Count, (await a.Store.Log.ReadProgressAsync(default)).Count);
        var backlog = 0;
        foreach (var lane in a.Lanes)
        {
            backlog += (await a.ReadAsync(send, lane)).Count;
        }
        Assert.Equal(10_000, backlog);
    }
}
