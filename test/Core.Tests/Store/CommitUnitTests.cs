using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

/// <summary>One member that fails never costs the others of its commit anything (rule 11).</summary>
public class CommitUnitTests
{
    private static readonly CommitResult Done = CommitResult.Committed.Instance;
    private static readonly ReceiptKey One = ReceiptKey.FromText("one"), Two = ReceiptKey.FromText("two");

    [Fact]
    public async Task What_has_gathered_is_committed_together()
    {
        await using var world = new WriterWorld(_ => Done);
        var outcomes = await world.CommitAsync(
            e => e.Publications = [WriterWorld.Message("a")], e => e.Receipt = new ReceiptRow(One, LookUp: true),
            e => e.Opened = [WriterWorld.Item("x")]);
        Assert.All(outcomes, o => Assert.Equal(EntryOutcome.Committed, o));
        var batch = Assert.Single(world.Script.Committed);
        Assert.Equal((3, 5L, 101L, 1L), (batch.Lane, batch.LaneEpoch, batch.Sequence, batch.RouteVersion));
        Assert.Single(batch.Receipts);
        Assert.Single(batch.OpenItemsAdded);
    }

    [Fact]
    public async Task A_receipt_that_is_known_is_dropped_before_the_commit()
    {
        await using var world = new WriterWorld(_ => Done);
        world.Script.Known.Add(One);
        var outcomes = await world.CommitAsync(
            e => e.Receipt = new ReceiptRow(One, LookUp: true), e => e.Receipt = new ReceiptRow(Two, LookUp: true));
        Assert.Equal([EntryOutcome.Duplicate, EntryOutcome.Committed], outcomes);
        Assert.Equal([Two], Assert.Single(world.Script.Asked).Receipts.Select(r => r.Key));
    }

    [Fact]
    public async Task A_receipt_that_lost_the_race_takes_only_its_member_out_and_numbers_go_back()
    {
        var reader = WriterWorld.Reader(1);
        await using var world = new WriterWorld(
            b => b.Receipts.Any(r => r.Key == One) ? new CommitResult.ReceiptsTaken([One]) : Done);
        var outcomes = await world.CommitAsync(
            e => e.Receipt = new ReceiptRow(One, LookUp: false), e => e.Receipt = new ReceiptRow(Two, LookUp: false),
            e => (e.Reader, e.Completed) = (reader, [new Position(1, 0)]));
        Assert.Equal([EntryOutcome.Duplicate, EntryOutcome.Committed, EntryOutcome.Committed], outcomes);
        Assert.Equal(2, world.Script.Asked.Count);
        Assert.All(world.Script.Asked, b => Assert.Equal(101, b.Sequence));
        Assert.All(world.Script.Asked, b => Assert.Equal(1, Assert.Single(b.Progress).Number));
        Assert.Equal(new Position(2, 0), Assert.Single(world.Script.Committed).Progress[0].Position);
    }

    /// <summary>The next owner sees the newest progress, but no records of what that has passed by.</summary>
    [Fact]
    public async Task Progress_has_a_higher_number_than_what_is_recorded_in_the_same_commit()
    {
        var reader = WriterWorld.Reader(1);
        var numbers = (Transmit: 0L, Progress: 0L);
        await using var world = new WriterWorld(batch =>
        {
            numbers = (Assert.Single(batch.Transmits).Number, Assert.Single(batch.Progress).Number);
            return Done;
        });
        await world.CommitAsync(
            e => (e.Reader, e.Completed) = (reader, [new Position(1, 0)]),
            e => (e.Reader, e.Transmits) = (reader, [new TransmitRecord(new Position(2, 0), "name")]));
        Assert.Equal((1, 2), numbers);
    }

    [Fact]
    public async Task The_same_receipt_twice_waits_for_the_next_commit()
    {
        await using var world = new WriterWorld(_ => Done);
        var outcomes = await world.CommitAsync(
            e => e.Receipt = new ReceiptRow(One, LookUp: true), e => e.Receipt = new ReceiptRow(One, LookUp: true),
            e => e.Opened = [WriterWorld.Item("x")]);
        Assert.All(outcomes, o => Assert.Equal(EntryOutcome.Committed, o));
        Assert.Equal([1, 1], world.Script.Committed.Select(b => b.Receipts.Count));
    }

    [Fact]
    public async Task What_the_store_refuses_is_found_by_halves()
    {
        await using var world = new WriterWorld(
            b => b.OpenItemsAdded.Any(i => i.Port == "bad") ? new CommitResult.Refused("It is bad.") : Done);
        var outcomes = await world.CommitAsync([.. Enumerable.Range(0, 16).Select(i =>
            (Action<CommitEntry>)(e => e.Opened = [WriterWorld.Item(i == 11 ? "bad" : "good")]))]);
        Assert.All(outcomes.Index(), o =>
            Assert.Equal(o.Index == 11 ? EntryOutcome.Refused : EntryOutcome.Committed, o.Item));
        Assert.Equal(15, world.Script.Committed.Sum(b => b.OpenItemsAdded.Count));
        Assert.Equal(Enumerable.Range(101, 4).Select(n => (long)n), world.Script.Committed.Select(b => b.Sequence));
    }

    [Fact]
    public async Task Newer_routes_are_loaded_and_everything_is_routed_again()
    {
        await using var world = new WriterWorld(
            b => b.RouteVersion < 4 ? new CommitResult.RoutesChanged(4) : Done);
        var outcomes = await world.CommitAsync(e => e.Publications = [WriterWorld.Message("a")]);
        Assert.Equal([EntryOutcome.Committed], outcomes);
        Assert.Equal([1L, 4L], world.Script.Asked.Select(b => b.RouteVersion!.Value));
        Assert.Equal(world.Script.Asked[0].Sequence, world.Script.Asked[1].Sequence);
    }

    [Fact]
    public async Task A_reader_that_has_another_owner_takes_its_own_members_out()
    {
        var mine = WriterWorld.Reader(1);
        var lost = WriterWorld.Reader(2);
        await using var world = new WriterWorld(b => b.Progress.Any(p => p.ReaderLane.Reader == 2)
            ? new CommitResult.ReadersLost([new ReaderLane(2, 3)])
            : Done);
        var outcomes = await world.CommitAsync(
            e => (e.Reader, e.Completed) = (lost, [new Position(1, 0)]),
            e => (e.Reader, e.Completed) = (mine, [new Position(1, 0)]));
        Assert.Equal([EntryOutcome.Lost, EntryOutcome.Committed], outcomes);
        Assert.Equal([new ReaderLane(2, 3)], world.ReadersLost);
    }

    [Fact]
    public async Task An_open_item_that_has_another_owner_takes_its_own_member_out()
    {
        var lost = new OpenItemKey(Guid.CreateVersion7(), 1);
        var mine = new OpenItemKey(Guid.CreateVersion7(), 1);
        await using var world = new WriterWorld(b => b.OpenItemsRemoved.Contains(lost)
            ? new CommitResult.OpenItemsLost([lost.Id])
            : Done);
        var outcomes = await world.CommitAsync(e => e.Removed = [lost], e => e.Removed = [mine]);
        Assert.Equal([EntryOutcome.Lost, EntryOutcome.Committed], outcomes);
    }

    [Fact]
    public async Task A_lease_that_has_another_owner_takes_all_out_that_write_in_its_name()
    {
        var (lost, mine) = (new LeaseFence("lost", 3), new LeaseFence("mine", 4));
        await using var world = new WriterWorld(
            b => b.Leases.Contains(lost) ? new CommitResult.LeasesLost(["lost"]) : Done);
        var outcomes = await world.CommitAsync([lost, mine, lost, null]);
        Assert.Equal(
            [EntryOutcome.Lost, EntryOutcome.Committed, EntryOutcome.Lost, EntryOutcome.Committed], outcomes);
        Assert.Equal([mine], world.Script.Committed[^1].Leases);
    }

    [Fact]
    public async Task A_lost_session_loses_everything_from_then_on()
    {
        await using var world = new WriterWorld(_ => new CommitResult.LaneLost());
        var outcomes = await world.CommitAsync(
            e => e.Opened = [WriterWorld.Item("x")], e => e.Publications = [WriterWorld.Message("a")]);
        Assert.All(outcomes, o => Assert.Equal(EntryOutcome.Lost, o));
        Assert.True(world.Unit.IsLost);
        Assert.Equal(1, world.SessionsLost);
        Assert.Equal(EntryOutcome.Lost, await world.Enqueue(_ => { })[0].Outcome);
        Assert.Single(world.Script.Asked);
    }

    [Fact]
    public async Task A_store_without_room_is_waited_for()
    {
        int asked = 0;
        await using var world = new WriterWorld(_ => ++asked < 4 ? new CommitResult.NoRoom("The disk is full.") : Done);
        Assert.Equal([EntryOutcome.Committed], await world.CommitAsync(e => e.Opened = [WriterWorld.Item("x")]));
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task A_defect_costs_the_members_of_its_commit_and_nothing_after_it()
    {
        int asked = 0;
        await using var world = new WriterWorld(
            _ => asked++ == 0 ? throw new InvalidOperationException("A defect.") : Done);
        Assert.Equal([EntryOutcome.Refused], await world.CommitAsync(e => e.Opened = [WriterWorld.Item("x")]));
        var next = world.Enqueue(e => e.Opened = [WriterWorld.Item("x")])[0];
        Assert.Equal(EntryOutcome.Committed, await next.Outcome);
    }

    [Fact]
    public async Task What_is_committed_is_told_so_even_if_it_cannot_be_handed_on_and_the_session_ends()
    {
        await using var world = new WriterWorld(_ => Done)
        {
            OnCommitted = (_, _) => throw new InvalidOperationException("A defect."),
        };
        var outcomes = await world.CommitAsync(e => e.Publications = [WriterWorld.Message("a")]);
        Assert.Equal([EntryOutcome.Committed], outcomes);
        Assert.Equal(1, world.SessionsLost);
        Assert.Equal(EntryOutcome.Lost, await world.Enqueue(_ => { })[0].Outcome);
    }

    [Fact]
    public async Task Callers_that_come_back_at_once_share_the_next_commit()
    {
        const int Callers = 40, Rounds = 25;
        await using var world = new WriterWorld(_ => Done, comeBackWait: WriterWorld.Patience);
        var first = world.Enqueue([.. Enumerable.Repeat<Action<CommitEntry>>(_ => { }, Callers)]);
        var callers = first.ConvertAll(async waiter =>
        {
            for (int round = 1; round < Rounds; round++)
            {
                await waiter.Outcome;
                waiter = world.Enqueue(e => e.Opened = [WriterWorld.Item("x")])[0];
            }

            await waiter.Outcome;
        });
        world.Unit.Start();
        await Task.WhenAll(callers).WaitAsync(WriterWorld.Patience);
        Assert.Equal(Rounds, world.Script.Committed.Count);
        Assert.All(world.Script.Committed.Skip(1), b => Assert.Equal(Callers, b.OpenItemsAdded.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_entry_is_settled_when_a_commit_is_abandoned(bool whileFindingOneByHalves)
    {
        var hangs = new TaskCompletionSource();
        await using var world = new WriterWorld(batch =>
        {
            bool all = batch.OpenItemsAdded.Count == 4;
            if (whileFindingOneByHalves && all) return new CommitResult.Refused("One of 4.");
            hangs.TrySetResult();
            return null;
        });
        var waiters = world.Enqueue([.. Enumerable.Range(0, 4).Select(_ =>
            (Action<CommitEntry>)(e => e.Opened = [WriterWorld.Item("x")]))]);
        world.Unit.Start();
        await hangs.Task;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await world.Unit.StopAsync(now.Token);
        var outcomes = await Task.WhenAll(waiters.Select(w => w.Outcome)).WaitAsync(WriterWorld.Patience);
        Assert.All(outcomes, o => Assert.Equal(EntryOutcome.Stopped, o));
        Assert.Equal(EntryOutcome.Stopped, await world.Enqueue(_ => { })[0].Outcome);
    }
}
