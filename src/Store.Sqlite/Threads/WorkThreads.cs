using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Threads;

/// <summary>Threads that work off one queue, in its order.</summary>
internal sealed class WorkThreads
{
    private const int WaitingMax = 10_000;
    private static readonly TimeSpan s_endMax = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly object _end = new();
    private readonly Queue<IWork> _waiting = [];
    private readonly IWork?[] _current;
    private readonly Thread[] _threads;
    private readonly string _name;
    private readonly IWork? _whenIdle;
    private TimeSpan _idleAfter = Timeout.InfiniteTimeSpan;
    private bool _isEnding;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">What they do, for people.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="whenIdle">What is done again and again after <see cref="IdleAfter"/> without work.</param>
    public WorkThreads(string name, int count, IWork? whenIdle = null)
    {
        _name = name;
        _whenIdle = whenIdle;
        _current = new IWork?[count];
        _threads = [.. Enumerable.Range(0, count).Select(NewThread)];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>How long there must be nothing to do. Infinite at first.</summary>
    public TimeSpan IdleAfter
    {
        set
        {
            lock (_gate)
            {
                _idleAfter = value;
                Monitor.PulseAll(_gate);
            }
        }
    }

    public void Post(IWork work)
    {
        bool isEnding;
        lock (_gate)
        {
            isEnding = _isEnding;
            if (!isEnding && _waiting.Count < WaitingMax)
            {
                _waiting.Enqueue(work);
                Monitor.Pulse(_gate);
                return;
            }
        }
        work.Fail(isEnding
            ? Closed()
            : new StoreUnavailableException($"More than {WaitingMax} calls wait for the {_name} already."));
    }

    /// <summary>
    /// For work that waits before it tries again: false if it must not, because the threads are to end.
    /// </summary>
    public bool Pause(TimeSpan time)
    {
        lock (_end)
        {
            return !Volatile.Read(ref _isEnding) && !Monitor.Wait(_end, time);
        }
    }

    /// <summary>
    /// Ends the threads when they have done what they are doing; what waits fails. False if one does not come to its
    /// end.
    /// </summary>
    public bool End()
    {
        List<IWork> left;
        lock (_gate)
        {
            Volatile.Write(ref _isEnding, true);
            left = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
        lock (_end)
        {
            Monitor.PulseAll(_end);
        }
        left.ForEach(work => work.Fail(Closed()));
        var ended = true;
        for (var i = 0; i < _threads.Length; i++)
        {
            if (!_threads[i].Join(s_endMax))
            {
                // It waits for another process, which may never end. The thread is left: it is a background thread.
                Volatile.Read(ref _current[i])?.Fail(Closed());
                ended = false;
            }
        }
        return ended;
    }

    private Thread NewThread(int index) =>
        new(() => Loop(index)) { Name = $"viaduct {_name} {index}", IsBackground = true };

    private void Loop(int index)
    {
        while (Next() is { } work)
        {
            Volatile.Write(ref _current[index], work);
            work.Run(index);
            Volatile.Write(ref _current[index], null);
        }
    }

    private IWork? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_isEnding)
                {
                    return null;
                }
                if (!Monitor.Wait(_gate, _idleAfter) && _whenIdle is { } idle)
                {
                    return idle;
                }
            }
            return _waiting.Dequeue();
        }
    }

    private ObjectDisposedException Closed() => new(_name, "The store is closed.");
}
