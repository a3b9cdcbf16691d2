using System.Diagnostics;
using Viaduct.Compliance.Citations;

namespace Viaduct.Compliance.Schedules;

/// <content>13: heartbeats that starve behind the writers of others.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("13")]
    [Rule(29)]
    [Invariant(8)]
    public async Task Schedule_13_heartbeats_do_not_wait_behind_busy_writers_and_no_writer_starves()
    {
        var writers = new List<StoreProcess>();
        for (var i = 0; i < 3; i++)
        {
            writers.Add(await JoinAsync($"writer {i}"));
        }
        var watched = await StartAsync("watched");
        using var done = new CancellationTokenSource();
        var busy = writers.Select(one => Task.Run(() => WriteAsync(one, done.Token))).ToList();

        var longest = TimeSpan.Zero;
        var all = Stopwatch.StartNew();
        while (all.Elapsed < TimeSpan.FromSeconds(3))
        {
            var watch = Stopwatch.StartNew();
            Assert.True(await watched.Store.Sessions.HeartbeatAsync(watched.Session, default));
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }
        await done.CancelAsync();
        var waits = await Within(Task.WhenAll(busy), "The writers");

        Assert.True(longest < TimeSpan.FromSeconds(2.5), $"A heartbeat took {longest}, at a lease of 3 s.");
        Assert.All(waits, wait => Assert.True(wait < TimeSpan.FromSeconds(4), $"A writer waited {wait}."));
    }

    [Fact]
    [Schedule("13")]
    [Rule(20, 24)]
    public async Task Schedule_13_a_dead_process_is_taken_over_while_others_write_without_a_pause()
    {
        var dead = await JoinAsync("dead");
        var writer = await JoinAsync("writer");
        var taker = await StartAsync("taker");
        using var done = new CancellationTokenSource();
        var busy = Task.Run(() => WriteAsync(writer, done.Token));

        await CrashAsync(dead);
        var watch = Stopwatch.StartNew();
        Assert.True(await Within(taker.Store.Sessions.TakeOverAsync(dead.Session, default), "Takeover"));
        await taker.AcquireAsync();
        var took = watch.Elapsed;
        await done.CancelAsync();
        await Within(busy, "The writer");

        Assert.True(took < TimeSpan.FromSeconds(10), $"Takeover took {took}.");
        await taker.MustCommitAsync(taker.Commit(dead.Lane).Message("goes on", taker.Reader("send")));
    }

    private static async Task<TimeSpan> WriteAsync(StoreProcess process, CancellationToken done)
    {
        var longest = TimeSpan.Zero;
        while (!done.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            await process.MustCommitAsync(process.Commit().Record(Some.Noise(100_000), process.Reader("send")));
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }
        return longest;
    }
}
