using System.Diagnostics;
using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Availability;

/// <summary>Losing the store is a pause: nothing ends, no answer is untrue, and work goes on after it.</summary>
public abstract class AvailabilityCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(13, 14)]
    [Promise("ILogStore.CommitAsync", 5)]
    [Invariant(1, 9)]
    public async Task A_commit_waits_for_a_store_that_is_away_and_is_there_once_soon_after_its_return()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("before", send));
        await TakeAwayAsync();

        var commits = new[] { a, b }.Select(one => Task.Run(
            () => one.CommitAsync(one.Commit().Message("meanwhile", send)))).ToList();
        await FailsAsync(a.Store);
        Assert.All(commits, commit => Assert.False(commit.IsCompleted, "A commit ended while the store was away."));
        await Fixture.SetAwayAsync(false);
        var watch = Stopwatch.StartNew();
        var results = await Within(Task.WhenAll(commits), "Commits after the store's return");

        Assert.All(results, result => Assert.Equal(CommitResult.Committed.Instance, result));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Work went on after {watch.Elapsed}.");
        Assert.Equal(["before", "meanwhile"], await b.ReadAsync(send, a.Lane));
        Assert.Equal(["meanwhile"], await a.ReadAsync(send, b.Lane));
    }

    [Fact]
    [Rule(13)]
    [Invariant(9)]
    public async Task A_store_that_is_away_says_so_and_comes_back_by_itself()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Message("kept", a.Reader("send")).Add(Some.SuspendedItem()));
        var before = await Contents.ReadAsync(a.Store);
        await TakeAwayAsync();

        await FailsAsync(a.Store);
        Assert.False(a.Store.IsAvailable);
        await Within(WaitAsync(a.Store), "Waiting for a hint of a store that is away");
        await Fixture.SetAwayAsync(false);

        await ComesBackAsync(a.Store);
        Assert.True(a.Store.IsAvailable);
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
        await a.MustCommitAsync(a.Commit().Message("goes on", a.Reader("send")));
    }

    [Fact]
    [Rule(13, 21)]
    [Invariant(8, 9)]
    public async Task Nobody_is_taken_over_because_the_store_was_away()
    {
        var all = new[] { await JoinAsync("a"), await JoinAsync("b"), await JoinAsync("c") };
        await TakeAwayAsync();
        await FailsAsync(all[0].Store);
        await Fixture.SetAwayAsync(false);
        foreach (var process in all)
        {
            await ComesBackAsync(process.Store);
        }

        foreach (var process in all)
        {
            foreach (var other in all)
            {
                Assert.False(await process.Store.Sessions.TakeOverAsync(other.Session, default));
            }
            await process.MustCommitAsync(process.Commit().Message("still mine", process.Reader("send")));
            Assert.True(await process.Store.Sessions.HeartbeatAsync(process.Session, default));
        }
    }

    private async Task TakeAwayAsync() =>
        Assert.SkipUnless(await Fixture.SetAwayAsync(true), "This store cannot be taken away.");

    // A question fails, at once or when the store has tried for a while.
    private static Task<StoreUnavailableException> FailsAsync(IStore store) => Within(
        Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.ReadHeadsAsync(default)), "A question");

    private static async Task ComesBackAsync(IStore store)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await store.Log.ReadHeadsAsync(default);
                return;
            }
            catch (StoreUnavailableException) when (watch.Elapsed < Limit)
            {
                await WaitAsync(store);
            }
        }
    }

    private static async Task<bool> WaitAsync(IStore store)
    {
        await store.WaitForHintAsync(TimeSpan.FromMilliseconds(50), default);
        return true;
    }
}
