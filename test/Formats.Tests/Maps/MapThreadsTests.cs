using Viaduct.Formats.Maps.Running;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.Maps;

public class MapThreadsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly MapResult Result = new("urn:a#b", null);

    [Fact]
    public async Task RunAsync_OneAfterTheOther_ShareAThread()
    {
        // Its time stands still, so that nothing is moved to another thread.
        var threads = new MapThreads(4, new ManualTimeProvider());
        HashSet<int> used = [];
        await Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++) await threads.RunAsync(() => Note(used), Long);
        });
        Assert.Single(used);
    }

    [Fact]
    public async Task RunAsync_ThreadThatDoesNotComeBack_AnotherTakesItsJob()
    {
        var threads = new MapThreads(2, TimeProvider.System);
        bool isDone = await Task.Run(async () =>
        {
            await threads.RunAsync(() => Result, Long);

            // On the thread of the map now, which is to do the next one too, and does not get to it.
            using var done = new ManualResetEventSlim();
            _ = threads.RunAsync(
                () =>
                {
                    done.Set();
                    return Result;
                },
                Long);
            return done.Wait(Long);
        });
        Assert.True(isDone);
    }

    [Fact]
    public async Task RunAsync_LongerThanItsTime_GivesNothingAndLosesItsThread()
    {
        var threads = new MapThreads(1, TimeProvider.System);
        using var end = new ManualResetEventSlim();
        Assert.Null(await threads.RunAsync(
            () =>
            {
                end.Wait(Long);
                return Result;
            },
            TimeSpan.FromMilliseconds(50)));
        Assert.Same(Result, await threads.RunAsync(() => Result, Long));
        end.Set();
    }

    [Fact]
    public async Task RunAsync_WorkThatThrows_Throws()
    {
        var threads = new MapThreads(1, TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(() => threads.RunAsync(() => throw new IOException("full"), Long));
    }

    private static MapResult Note(HashSet<int> used)
    {
        used.Add(Environment.CurrentManagedThreadId);
        return Result;
    }
}
