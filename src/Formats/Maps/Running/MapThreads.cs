using System.Runtime.ExceptionServices;

namespace Viaduct.Formats.Maps.Running;

/// <summary>
/// The threads that run maps. Their stack is large, since stylesheets loop by calling themselves, and a stack that runs
/// over ends the process. A run that exceeds its time cannot be ended; its thread is given up, and another takes its
/// place.
/// </summary>
/// <remarks>
/// What waits is bounded by who waits: each message in work waits for at most one map. Whoever waits goes on on the
/// thread of its map, and what it asks for next is done there right after, without a lock and without waking anybody:
/// messages that come one after the other share one change of threads.
/// </remarks>
internal sealed class MapThreads
{
    /// <summary>The stack of each thread in bytes; only what is used takes memory.</summary>
    public const int StackBytes = 64 << 20;

    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // Set while this thread goes on with what waited for its map.
    [ThreadStatic]
    private static MapThread? t_returning;

    private readonly object _gate = new();
    private readonly Queue<MapJob> _waiting = [];
    private readonly List<MapThread> _threads = [];
    private readonly TimeProvider _time;
    private readonly int _threadsMax;
    private readonly ITimer _watch;
    private int _looking;

    /// <summary>No threads yet; they come with the work.</summary>
    /// <param name="threadsMax">The most that run at once, those given up aside.</param>
    /// <param name="time">What measures the runs.</param>
    public MapThreads(int threadsMax, TimeProvider time)
    {
        (_threadsMax, _time) = (threadsMax, time);
        _watch = time.CreateTimer(_ => Watch(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Those of the process.</summary>
    public static MapThreads Shared { get; } = new(Math.Max(4, Environment.ProcessorCount), TimeProvider.System);

    /// <summary>Runs a map.</summary>
    /// <param name="work">The run.</param>
    /// <param name="timeMax">How long it may take.</param>
    /// <returns>What it gives; null if it takes longer.</returns>
    public Task<MapResult?> RunAsync(Func<MapResult> work, TimeSpan timeMax)
    {
        var job = new MapJob(work, timeMax);
        if (TryPlan(job)) return job.Done;
        lock (_gate)
        {
            _waiting.Enqueue(job);
            Wake();
        }

        return job.Done;
    }

    /// <summary>Does something else that needs a large stack, while the caller waits.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    // Thrown again where the caller waits.
                    fault = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes) { IsBackground = true, Name = "viaduct map compiler" };
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result;
    }

    // Not past those who wait: a look at their number without the lock is enough for that.
    private bool TryPlan(MapJob job) =>
        t_returning is { } own && own.Owner == this && _waiting.Count == 0 && own.TryPlan(job);

    private void Wake()
    {
        if (_looking > 0) Monitor.Pulse(_gate);
        else if (_threads.Count < _threadsMax) Begin();
    }

    private void Begin()
    {
        var thread = new MapThread(this);
        if (_threads.Count == 0) _watch.Change(Tick, Tick);
        _threads.Add(thread);
        new Thread(() => Loop(thread), StackBytes) { IsBackground = true, Name = "viaduct map" }.Start();
    }

    private void Loop(MapThread thread)
    {
        while (Next(thread) is { } job)
        {
            job.Start(_time.GetTimestamp());
            thread.Current = job;
            job.Run();
            thread.Current = null;
            t_returning = thread;
            job.Tell();
            t_returning = null;
        }
    }

    private MapJob? Next(MapThread thread)
    {
        var planned = thread.TakePlanned();
        if (planned is not null && !thread.IsLost) return planned;
        lock (_gate)
        {
            if (planned is not null) _waiting.Enqueue(planned);
            while (!thread.IsLost && _waiting.Count == 0)
            {
                _looking++;
                bool isIdle = !Monitor.Wait(_gate, IdleMax);
                _looking--;
                if (isIdle) break;
            }

            if (!thread.IsLost && _waiting.Count > 0) return _waiting.Dequeue();

            Remove(thread);
            if (_waiting.Count > 0) Wake();
            return null;
        }
    }

    private void Watch()
    {
        List<MapJob> over = [];
        lock (_gate)
        {
            foreach (var thread in _threads.ToArray())
            {
                if (thread.Current is { } job)
                {
                    if (!job.IsOver(_time)) continue;
                    thread.IsLost = true;
                    Remove(thread);
                    over.Add(job);
                }
                else if (thread.TakePlanned() is { } planned)
                {
                    // Its thread has not come back to it.
                    _waiting.Enqueue(planned);
                }
            }

            if (_waiting.Count > 0) Wake();
        }

        foreach (var job in over) job.GiveUp();
    }

    private void Remove(MapThread thread)
    {
        if (_threads.Remove(thread) && _threads.Count == 0)
            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
