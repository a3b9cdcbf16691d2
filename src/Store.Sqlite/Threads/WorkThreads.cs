using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Threads;

/// <summary>Threads that work off one queue, in its order.</summary>
internal sealed class WorkThreads : IDisposable
{
    private const int WaitingMax = 10_000;
    private static readonly TimeSpan s_endMax = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Queue<IWork> _waiting = [];
    private readonly IWork?[] _current;
    private readonly Thread[] _threads;
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _name;

    public WorkThreads(string name, int count)
    {
        _name = name;
        _current = new IWork?[count];
        _threads = [.. Enumerable.Range(0, count).Select(NewThread)];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Cancelled when the threads are to end: whoever waits on one of them for something gives up.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public void Post(IWork work)
    {
        lock (_gate)
        {
            if (!_stopping.IsCancellationRequested && _waiting.Count < WaitingMax)
            {
                _waiting.Enqueue(work);
                Monitor.Pulse(_gate);
                return;
            }
        }
        work.Fail(_stopping.IsCancellationRequested
            ? Closed()
            : new StoreUnavailableException($"More than {WaitingMax} calls wait for the {_name} already."));
    }

    /// <summary>Ends the threads when they have done what they are doing; what waits fails.</summary>
    public void Dispose()
    {
        List<IWork> left;
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }
            _stopping.Cancel();
            left = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
        left.ForEach(work => work.Fail(Closed()));
        for (var i = 0; i < _threads.Length; i++)
        {
            if (!_threads[i].Join(s_endMax))
            {
                // It waits for another process, which may never end. The thread is left: it is a background thread.
                _current[i]?.Fail(Closed());
            }
        }
        _stopping.Dispose();
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
                if (_stopping.IsCancellationRequested)
                {
                    return null;
                }
                Monitor.Wait(_gate);
            }
            return _waiting.Dequeue();
        }
    }

    private ObjectDisposedException Closed() => new(_name, "The store is closed.");
}
