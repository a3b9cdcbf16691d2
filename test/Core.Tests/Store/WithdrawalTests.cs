using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

/// <summary>Callers who do not wait for ever: what they take back is not written, and what is begun is told.</summary>
public class WithdrawalTests
{
    private static readonly ReceiptKey One = ReceiptKey.FromText("one"), Key = ReceiptKey.FromText("key");

    [Fact]
    public async Task What_is_taken_back_before_its_commit_is_not_written_and_what_has_begun_is()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goOn = new ManualResetEventSlim();
        await using var world = new WriterWorld(_ =>
        {
            begun.TrySetResult();
            goOn.Wait(WriterWorld.Patience);
            return CommitResult.Committed.Instance;
        });
        var (first, firstWaiter) = Entry("first");
        var (second, secondWaiter) = Entry("second");
        world.Unit.Enqueue(first);
        world.Unit.Start();
        await begun.Task.WaitAsync(WriterWorld.Patience);
        world.Unit.Enqueue(second);
        CommitUnit.Withdraw(first);
        CommitUnit.Withdraw(second);
        Assert.Equal(EntryOutcome.Withdrawn, await secondWaiter.Outcome.WaitAsync(WriterWorld.Patience));
        Assert.False(firstWaiter.Outcome.IsCompleted);
        goOn.Set();
        Assert.Equal(EntryOutcome.Committed, await firstWaiter.Outcome.WaitAsync(WriterWorld.Patience));
        await world.Unit.StopAsync(default);
        Assert.Single(world.Script.Committed);
    }

    [Fact]
    public async Task A_unit_is_open_until_it_ends()
    {
        await using var world = new WriterWorld(_ => CommitResult.Committed.Instance);
        world.Unit.Start();
        Assert.True(world.Unit.IsOpen);
        await world.Unit.StopAsync(default);
        Assert.False(world.Unit.IsOpen);
        var (late, waiter) = Entry("late");
        world.Unit.Enqueue(late);
        Assert.Equal(EntryOutcome.Stopped, await waiter.Outcome.WaitAsync(WriterWorld.Patience));
    }

    [Fact]
    public async Task All_receipts_of_an_entry_are_written_together_and_any_that_is_known_stands_in_its_way()
    {
        await using var world = new WriterWorld(_ => CommitResult.Committed.Instance);
        world.Script.Known.Add(Key);
        var outcomes = await world.CommitAsync(
            e => (e.Receipt, e.OtherReceipts) = (new ReceiptRow(One, true), [new ReceiptRow(Key, true)]));
        Assert.Equal([EntryOutcome.Duplicate], outcomes);
        world.Script.Known.Clear();
        // Two that share a key do not meet in one commit: the second is told by what the first has written.
        outcomes = await world.CommitAsync(
            e => (e.Receipt, e.OtherReceipts) = (new ReceiptRow(One, false), [new ReceiptRow(Key, false)]),
            e => (e.Receipt, e.OtherReceipts) =
                (new ReceiptRow(ReceiptKey.FromText("other"), false), [new ReceiptRow(Key, false)]));
        Assert.Equal(2, world.Script.Committed.Count);
        Assert.All(world.Script.Committed, batch => Assert.Equal(2, batch.Receipts.Count));
    }

    private static (CommitEntry Entry, EntryWaiter Waiter) Entry(string text)
    {
        var waiter = new EntryWaiter();
        return (new CommitEntry(waiter) { Opened = [WriterWorld.Item(text)] }, waiter);
    }
}
