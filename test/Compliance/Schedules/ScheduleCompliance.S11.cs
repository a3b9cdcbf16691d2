using System.Diagnostics;
using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>11: clean-up behind one old reader that stops all publishing.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("11")]
    [Rule(19, 60)]
    public async Task Schedule_11_clean_up_beside_readers_of_everything_stops_no_commit()
    {
        var a = await JoinAsync();
        var reader = await JoinAsync("reader");
        var send = a.Reader("send");
        var cleaner = await Fixture.OpenAsync();
        using var done = new CancellationTokenSource();

        var reading = Task.Run(() => RepeatAsync(() => ReadEverythingAsync(reader, a.Lane), done.Token));
        var cleaning = Task.Run(() => RepeatAsync(() => CleanOnceAsync(cleaner), done.Token));
        var longest = TimeSpan.Zero;
        for (var i = 0; i < 150; i++)
        {
            var watch = Stopwatch.StartNew();
            await a.MustCommitAsync(a.Commit().Record(Some.Noise(2000), send).Track("t")
                .Progress(send, new Position(a.LastSequenceOf(a.Lane) + 1, 0))
                .Progress(0, new Position(a.LastSequenceOf(a.Lane) + 1, 0)));
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
        }
        await done.CancelAsync();
        await Within(Task.WhenAll(reading, cleaning), "Reading and clean-up");

        Assert.True(longest < TimeSpan.FromSeconds(4), $"A commit took {longest} beside clean-up.");
    }

    private static async Task<int> ReadEverythingAsync(StoreProcess process, int lane)
    {
        var key = new ReaderLane(process.Reader("send"), lane);
        var references = await process.Store.Log.ReadReferencesAsync(key, 1, 10_000, int.MaxValue, default);
        var tracks = await process.Store.Log.ReadTracksAsync(lane, 1, 10_000, int.MaxValue, default);
        var progress = await process.Store.Log.ReadProgressAsync(default);
        return references.Count + tracks.Count + progress.Count;
    }

    private static async Task<int> RepeatAsync<T>(Func<Task<T>> work, CancellationToken done)
    {
        var rounds = 0;
        for (; !done.IsCancellationRequested; rounds++)
        {
            await work();
        }
        return rounds;
    }

    private Task<CleanUpReport> CleanOnceAsync(IStore store)
    {
        Clock.Step(TimeSpan.FromSeconds(2));
        return store.Maintenance.RunOnceAsync(
            new CleanUpOptions { GenerationBytes = 1, GenerationAge = TimeSpan.FromSeconds(1) }, default);
    }
}
