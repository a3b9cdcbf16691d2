using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>1: the fence that does not fence.</content>
public abstract partial class ScheduleCompliance
{
    private const int Takeovers = 12;

    [Fact]
    [Schedule("1a")]
    [Rule(3)]
    [Invariant(4)]
    public async Task Schedule_1a_a_fence_that_finds_no_row_leaves_no_row()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var key = Some.Key();
        var before = await Contents.ReadAsync(a.Store, [key]);

        // Long enough to be on its way before the fence has answered.
        var commit = a.Commit().InLaneEpoch(a.LaneEpochOf(a.Lane) + 5).Receipt(key).Track("t")
            .Progress(send, new Position(1, 0)).Add(Some.SuspendedItem());
        for (var i = 0; i < 50; i++)
        {
            commit.Record(Some.Noise(40_000), send);
        }

        Assert.IsType<CommitResult.LaneLost>(await a.CommitAsync(commit));
        Assert.Equal(before, await Contents.ReadAsync(a.Store, [key]));
        await a.MustCommitAsync(a.Commit().Message("the connection is in order", send));
    }

    [Fact]
    [Schedule("1b")]
    [Rule(3, 24)]
    [Promise("ILogStore.CommitAsync", 3)]
    [Promise("ISessionStore.TakeOverAsync", 1)]
    [Invariant(3, 4)]
    public async Task Schedule_1b_a_commit_that_is_under_way_gets_in_before_the_takeover_or_not_at_all()
    {
        var sleeper = await JoinAsync("sleeper");
        var taker = await JoinAsync("taker");
        var send = sleeper.Reader("send");
        for (var round = 0; round < Takeovers; round++)
        {
            var lane = sleeper.Lane;
            var sequence = sleeper.LastSequenceOf(lane) + 1;
            var commit = sleeper.Commit().Record(Some.Noise(50_000 * (round % 4)), send)
                .Progress(send, new Position(sequence, 0));
            var underWay = Task.Run(() => sleeper.CommitAsync(commit));

            await CrashAsync(sleeper);
            Assert.True(await Within(taker.Store.Sessions.TakeOverAsync(sleeper.Session, default), "Takeover"));
            var afterTakeover = await HeadAsync(taker.Store, lane);
            var result = await Within(underWay, "The commit of a process that was taken over");

            Assert.Equal(afterTakeover, await HeadAsync(taker.Store, lane));
            var committed = afterTakeover == sequence;
            Assert.True(
                committed ? result is CommitResult.Committed : result is CommitResult.LaneLost,
                $"The answer is {result}, and the lane ends at {afterTakeover}.");
            await taker.AcquireAsync();
            Assert.Equal(afterTakeover, taker.LastSequenceOf(lane));
            await taker.MustCommitAsync(taker.Commit(lane).Message("the heir goes on", send));

            // The lanes change sides for the next round.
            (sleeper, taker) = (taker, await JoinAsync(sleeper.Server));
        }
    }

    [Fact]
    [Schedule("1c")]
    [Rule(4)]
    [Invariant(3, 4)]
    public async Task Schedule_1c_a_process_with_a_good_lane_writes_nothing_in_the_name_of_what_it_has_handed_over()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item));
        await a.MustCommitAsync(a.Commit().Change(
            new OpenItemChange { Key = new(item.Id, 1), State = OpenItemState.Waiting, Attempts = 0 }));
        var taken = Assert.Single(await b.Store.OpenItems.AcquireDueAsync(b.Session, [], 9, 9999, default));
        var before = await Contents.ReadAsync(b.Store);

        // What a's writer had in hand when the item went to b.
        foreach (var epoch in new[] { 1, taken.Epoch })
        {
            var late = a.Commit().Message("what completes it", a.Reader("send")).Remove(new(item.Id, epoch));
            Assert.Equal([item.Id], Assert.IsType<CommitResult.OpenItemsLost>(await a.CommitAsync(late)).Items);
        }

        Assert.Equal(before, await Contents.ReadAsync(b.Store));
        await b.MustCommitAsync(b.Commit().Remove(new(item.Id, taken.Epoch)));
    }

    [Fact]
    [Schedule("1e")]
    [Rule(11)]
    public async Task Schedule_1e_one_stale_member_does_not_harm_the_innocent_ones()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var receipts = Enumerable.Range(0, 32).Select(_ => Some.Key()).ToList();
        var duplicate = receipts[17];
        await a.MustCommitAsync(a.Commit().Receipt(duplicate));
        var gone = new OpenItemKey(Some.Id(), 1);

        var members = receipts.Select((key, i) => (Key: key, Text: $"member {i}")).ToList();
        var withGone = true;
        CommitResult result;
        do
        {
            var commit = a.Commit();
            members.ForEach(member => commit.Message(member.Text, send).Receipt(member.Key));
            result = await a.CommitAsync(withGone ? commit.Remove(gone) : commit);
            withGone &= result is not CommitResult.OpenItemsLost;
            members.RemoveAll(member => (result as CommitResult.ReceiptsTaken)?.Keys.Contains(member.Key) == true);
        }
        while (result is CommitResult.OpenItemsLost or CommitResult.ReceiptsTaken);

        Assert.Equal(CommitResult.Committed.Instance, result);
        Assert.Equal(
            Enumerable.Range(0, 32).Where(i => i != 17).Select(i => $"member {i}"), await a.ReadAsync(send));
    }
}
