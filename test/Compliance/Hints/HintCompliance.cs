using System.Diagnostics;
using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Hints;

/// <summary>
/// Others are woken soon after a change. A hint may be lost or come for nothing, so one in several is enough; a waiter
/// that is not woken goes on by itself when its time is over.
/// </summary>
public abstract class HintCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_waiter_goes_on_when_its_time_is_over()
    {
        var store = await Fixture.OpenAsync();
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 5; i++)
        {
            await Within(Done(store.WaitForHintAsync(TimeSpan.FromMilliseconds(50), default)), "A wait of 50 ms");
        }

        Assert.True(watch.Elapsed < Soon, $"Five waits of 50 ms took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_waiter_that_is_no_longer_wanted_ends()
    {
        var store = await Fixture.OpenAsync();
        using var stop = new CancellationTokenSource();
        var waiting = store.WaitForHintAsync(Long, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(Done(waiting), "A cancelled wait"));
    }

    [Fact]
    public async Task An_activation_wakes_the_others()
    {
        var a = await JoinAsync();
        var waiter = await Fixture.OpenAsync();
        var expected = a.Configuration!.Hash;

        await AssertWokenAsync(
            waiter,
            async _ => expected = (await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default))!.Hash,
            async () => (await waiter.Configuration.GetActiveAsync(default))!.Hash == expected);
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("given")]
    [InlineData("wanted")]
    [Rule(110, 115)]
    [Promise("ILeaseStore.AcquireAsync", 1)]
    [Promise("ILeaseStore.GiveAsync", 2)]
    [Promise("ILeaseStore.WantAsync", 2)]
    public async Task A_lease_that_changes_wakes_the_others(string how)
    {
        var a = await JoinAsync();
        var waiter = await Fixture.OpenAsync();
        var lease = (await a.Store.Leases.AcquireAsync(a.Session, "partner", default))!;
        int rounds = 0;

        await AssertWokenAsync(
            waiter,
            async _ =>
            {
                rounds++;
                if (how == "taken")
                {
                    await a.Store.Leases.AcquireAsync(a.Session, $"partner {rounds}", default);
                }
                else if (how == "wanted")
                {
                    await a.Store.Leases.WantAsync("partner", $"b{rounds}", default);
                }
                else
                {
                    var gift = new LeaseGift(a.Session, LeaseCause.Moved, TimeSpan.Zero);
                    Assert.True(await a.Store.Leases.GiveAsync(a.Session, lease, gift, default));
                    lease = lease with { Epoch = lease.Epoch + 1 };
                }
            },
            async () =>
            {
                var rows = await waiter.Leases.ListAsync(default);
                return rows.Count + rows[0].Epoch > rounds + 1 || rows[0].Wanted == $"b{rounds}";
            });
    }

    [Fact]
    [Rule(56)]
    public async Task A_response_for_another_process_wakes_it()
    {
        var a = await JoinAsync();
        var waiter = await StartAsync("waiter");
        int replies = await waiter.Store.Sessions.OpenReplyReaderAsync(waiter.Session, default);
        long expected = 0;

        await AssertWokenAsync(
            waiter.Store,
            async _ =>
            {
                await a.MustCommitAsync(a.Commit().Message("a response", replies).WakesOthers());
                expected++;
            },
            async () => (await waiter.Store.Log.ReadNewestReferencesAsync(replies, default)).Values.Sum() == expected);
    }

    [Fact]
    public async Task A_resumed_item_wakes_the_others()
    {
        var a = await JoinAsync();
        var waiter = await StartAsync("waiter");
        var items = Enumerable.Range(0, Rounds).Select(_ => Some.SuspendedItem()).ToList();
        var commit = a.Commit();
        items.ForEach(item => commit.Add(item));
        await a.MustCommitAsync(commit);

        await AssertWokenAsync(
            waiter.Store,
            round => a.Store.OpenItems.ResumeAsync([items[round].Id], [], default),
            async () => await TakeAsync(waiter) > 0);
    }

    [Fact]
    [Schedule("12 (iii)")]
    public async Task The_last_change_of_a_burst_wakes_the_others_too()
    {
        var a = await JoinAsync();
        var waiter = await StartAsync("waiter");
        var taken = 0;

        await AssertWokenAsync(
            waiter.Store,
            async _ =>
            {
                for (var i = 0; i < 40; i++)
                {
                    await a.MustCommitAsync(a.Commit().Add(Some.OpenItem()));
                }
            },
            async () =>
            {
                taken += await TakeAsync(waiter);
                return taken > 0 && taken % 40 == 0;
            });
    }

    private static async Task<int> TakeAsync(StoreProcess process) =>
        (await process.Store.OpenItems.AcquireDueAsync(process.Session, [], 1000, 1 << 20, default)).Count;

    // Looks, waits for a hint, looks again, as a runtime does; counts how often that was quick.
    private static async Task AssertWokenAsync(IStore waiter, Func<int, Task> change, Func<Task<bool>> isSeen)
    {
        var quick = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var waiting = Task.Run(() => WatchAsync(waiter, isSeen));
            await change(round);
            quick += await Within(waiting, "A waiter") < Soon ? 1 : 0;
        }
        Assert.True(quick > Rounds / 2, $"Only {quick} of {Rounds} changes woke the waiter within {Soon}.");
    }

    private static async Task<TimeSpan> WatchAsync(IStore waiter, Func<Task<bool>> isSeen)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSeen())
        {
            await waiter.WaitForHintAsync(Long, default);
        }
        return watch.Elapsed;
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
