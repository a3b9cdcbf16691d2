using System.Collections.Concurrent;

namespace Viaduct.Core.Telemetry;

/// <summary>
/// Threads of this process that are given up, because code of an application runs on them and does not return. .NET
/// cannot end a thread: it is gone until the process ends.
/// </summary>
public static class LostThreads
{
    private static readonly ConcurrentDictionary<Watch, byte> Watches = [];
    private static long s_count;

    /// <summary>How many there are.</summary>
    public static long Count => Interlocked.Read(ref s_count);

    /// <summary>One more is given up.</summary>
    /// <param name="why">What runs on it.</param>
    public static void Add(string why)
    {
        Interlocked.Increment(ref s_count);
        foreach (var watch in Watches.Keys) watch.Told(why);
    }

    /// <summary>Tells of each that is given up from now on, until what is returned is disposed of.</summary>
    /// <param name="told">Gets what runs on it. Called from any thread; must not throw.</param>
    public static IDisposable Tell(Action<string> told)
    {
        var watch = new Watch(told);
        Watches.TryAdd(watch, 0);
        return watch;
    }

    private sealed class Watch(Action<string> told) : IDisposable
    {
        public void Told(string why) => told(why);

        public void Dispose() => Watches.TryRemove(this, out _);
    }
}
