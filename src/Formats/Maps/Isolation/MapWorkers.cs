using System.Collections.Concurrent;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>
/// The processes for isolated maps with one memory limit, and the documents that wait for them. They start with the
/// work, stay warm, and end when there has been none for a while.
/// </summary>
/// <remarks>What waits is bounded by who waits: each message in work waits for at most one map.</remarks>
internal sealed class MapWorkers(long memoryBytes)
{
    private const int BatchMax = 16;
    private const long BatchBytesMax = 4 << 20;
    private static readonly int WorkersMax = Math.Clamp(Environment.ProcessorCount, 2, 4);
    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<long, MapWorkers> All = new();

    private readonly object _gate = new();
    private readonly LinkedList<IsolatedJob> _waiting = [];
    private int _workers;
    private int _idle;

    /// <summary>Those of this process.</summary>
    public static MapWorkers Shared(long memoryBytes) =>
        All.GetOrAdd(memoryBytes, static bytes => new MapWorkers(bytes));

    /// <summary>Has a document mapped.</summary>
    public void Post(IsolatedJob job)
    {
        lock (_gate)
        {
            _waiting.AddLast(job);
            Wake();
        }
    }

    /// <summary>Puts documents back in front: they were only near when their process ended.</summary>
    private void Return(IReadOnlyList<IsolatedJob> jobs)
    {
        lock (_gate)
        {
            foreach (var job in jobs.Reverse()) _waiting.AddFirst(job);
            if (jobs.Count > 0) Wake();
        }
    }

    private void Wake()
    {
        if (_idle > 0)
        {
            Monitor.Pulse(_gate);
        }
        else if (_workers < WorkersMax)
        {
            _workers++;
            new Thread(Work) { IsBackground = true, Name = "viaduct isolated maps" }.Start();
        }
    }

    private void Work()
    {
        MapWorker? worker = null;
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                worker ??= new MapWorker(memoryBytes);
                var left = worker.Run(batch);
                if (worker.HasEnded)
                {
                    worker.Dispose();
                    worker = null;
                }

                Return(left);
            }
            catch (IOException e)
            {
                worker?.Dispose();
                worker = null;
                foreach (var job in batch) job.End(e);
            }
        }

        worker?.Dispose();
    }

    // A share of what waits, so that another process can take the rest; nothing after a time without work.
    private List<IsolatedJob> Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                bool woken = Monitor.Wait(_gate, IdleMax);
                _idle--;
                if (woken || _waiting.Count > 0) continue;
                _workers--;
                return [];
            }

            int share = Math.Clamp((_waiting.Count + WorkersMax - 1) / WorkersMax, 1, BatchMax);
            var batch = new List<IsolatedJob>(share);
            for (long bytes = 0; batch.Count < share && _waiting.First is { Value: var job }; _waiting.RemoveFirst())
            {
                bytes += job.Input.Length;
                if (batch.Count > 0 && bytes > BatchBytesMax) break;
                batch.Add(job);
            }

            return batch;
        }
    }
}
