using System.Diagnostics;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>Waits for a state that another process brings about; says which one never came.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < s_limit, $"Not within {s_limit}: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    public static async Task<T> Within<T>(Task<T> task, string what)
    {
        var first = await Task.WhenAny(task, Task.Delay(s_limit, TimeProvider.System));
        Assert.True(first == task, $"{what}: not within {s_limit}.");
        return await task;
    }
}
