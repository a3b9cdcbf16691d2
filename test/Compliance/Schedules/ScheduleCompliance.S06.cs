using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>6: a crash that sends a whole window again.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("6")]
    [Rule(7, 26)]
    [Invariant(13)]
    public async Task Schedule_6_a_slow_message_among_five_hundred_does_not_have_the_others_sent_again()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var send = a.Reader("send");
        var commit = a.Commit();
        for (var i = 0; i < 500; i++)
        {
            commit.Message($"{i}", send);
        }
        await a.MustCommitAsync(commit);

        // Number 3 is slow; every completion of another one commits the position with the set of those above it.
        var done = new List<int>();
        foreach (var ten in Enumerable.Range(0, 400).Where(i => i != 3).Chunk(40))
        {
            done.AddRange(ten);
            await a.MustCommitAsync(a.Commit().Progress(
                send, new Position(1, 3), string.Join(',', done.Where(i => i > 3))));
        }
        await CrashAndTakeOverAsync(a, b);

        var progress = b.Grant(send, a.Lane).Progress;
        Assert.Equal(new Position(1, 3), progress.Position);
        var known = Some.Text(progress.Done).Split(',').Select(int.Parse).ToHashSet();
        var again = Enumerable.Range(3, 497).Where(i => !known.Contains(i)).ToList();
        Assert.Equal([3, .. Enumerable.Range(400, 100)], again);
        var references = await b.Store.Log.ReadReferencesAsync(new(send, a.Lane), 1, 9, 1 << 20, default);
        Assert.Equal(500, Pointers.Read(references[0]).Count);
    }

    [Fact]
    [Schedule("6")]
    [Rule(9, 27, 32)]
    [Invariant(3, 13)]
    public async Task Schedule_6_a_lane_is_handed_over_while_a_slow_send_ends_where_it_began()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("slow", send).Message("quick", send));
        var slow = Some.OpenItem(send, OpenItemState.Active) with { Record = Some.Bytes("slow") };

        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)).Add(slow));
        Assert.Empty(await b.Store.OpenItems.AcquireDueAsync(b.Session, [send], 9, 9999, default));
        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(slow.Id, 1)));

        await a.MustCommitAsync(a.Commit().Add(slow with { Id = Some.Id() }));
        await CrashAndTakeOverAsync(a, b);
        var taken = Assert.Single(await b.Store.OpenItems.AcquireDueAsync(b.Session, [send], 9, 9999, default));
        Assert.Equal(("slow", 1), (Some.Text(taken.Record), taken.Deaths));
        Assert.Equal(new Position(2, 0), b.Grant(send, a.Lane).Progress.Position);
    }
}
