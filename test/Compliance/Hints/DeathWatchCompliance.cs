using System.Diagnostics;
using Viaduct.Compliance.Citations;

namespace Viaduct.Compliance.Hints;

/// <summary>
/// Whoever watches a session is woken soon after its death. A hint may be lost or come for nothing, so one in several
/// is enough; a watcher that is not woken goes on by itself when its time is over.
/// </summary>
public abstract class DeathWatchCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    [Rule(105)]
    public async Task A_death_wakes_who_watches()
    {
        var watcher = await StartAsync("watcher");
        int woken = 0;
        for (int round = 0; round < Rounds && woken == 0; round++)
        {
            var other = await StartAsync($"other-{round}");
            var watch = Stopwatch.StartNew();
            var waiting = WatchUntilDeadAsync(watcher, other);
            await CrashAsync(other);
            await Within(Done(waiting), "The watch of a session that has died");
            if (watch.Elapsed < Soon) woken++;
        }

        Assert.True(woken > 0, $"Of {Rounds} deaths none has woken who watched.");
    }

    [Fact]
    public async Task A_watch_goes_on_when_its_time_is_over_and_where_there_is_nobody()
    {
        var watcher = await StartAsync("watcher");
        var other = await StartAsync("other");
        foreach (var session in new[] { other.Session, new Core.Store.SessionId(4711) })
            await Within(Done(watcher.Store.Sessions.WaitForDeathAsync(session, Short, default)), "A watch of 50 ms");
        Assert.True(await other.Store.Sessions.HeartbeatAsync(other.Session, default));
    }

    [Fact]
    public async Task A_watch_that_is_no_longer_wanted_ends()
    {
        var watcher = await StartAsync("watcher");
        var other = await StartAsync("other");
        using var stop = new CancellationTokenSource();
        var waiting = WatchAsync(watcher, other, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(Done(waiting), "A cancelled watch"));
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    // A watch may end for nothing: it is begun again as long as the other one lives.
    private static async Task WatchUntilDeadAsync(StoreProcess watcher, StoreProcess other)
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Long)
        {
            await watcher.Store.Sessions.WaitForDeathAsync(other.Session, Long, default);
            var rows = await watcher.Store.Sessions.ListAsync(default);
            if (!rows.Single(row => row.Id == other.Session).LockHeld) return;
        }
    }

    private static async Task WatchAsync(StoreProcess watcher, StoreProcess other, CancellationToken cancellationToken)
    {
        while (true) await watcher.Store.Sessions.WaitForDeathAsync(other.Session, Long, cancellationToken);
    }
}
