namespace Viaduct.Formats.Maps.Running;

/// <summary>One run of a map.</summary>
/// <param name="work">The run.</param>
/// <param name="timeMax">How long it may take from its start.</param>
internal sealed class MapJob(Func<MapResult> work, TimeSpan timeMax)
{
    // Whoever waits goes on at once, on the thread of the map: a change of threads costs more than a small map.
    private readonly TaskCompletionSource<MapResult?> _done = new();
    private MapResult? _result;
    private Exception? _fault;
    private long _started;

    /// <summary>The result; null if the time was up before.</summary>
    public Task<MapResult?> Done => _done.Task;

    /// <summary>Notes when it begins.</summary>
    public void Start(long now) => Volatile.Write(ref _started, now);

    /// <summary>True if it has run too long.</summary>
    public bool IsOver(TimeProvider time) => time.GetElapsedTime(Volatile.Read(ref _started)) > timeMax;

    /// <summary>Ends the waiting for it; false if it has ended already.</summary>
    public bool GiveUp() => _done.TrySetResult(null);

    /// <summary>Runs it.</summary>
    public void Run()
    {
        try
        {
            _result = work();
        }
        catch (Exception e)
        {
            // Whatever it is, whoever waits for the result gets it.
            _fault = e;
        }
    }

    /// <summary>Tells whoever waits what came of it; they go on on this thread.</summary>
    public void Tell()
    {
        if (_fault is null) _done.TrySetResult(_result);
        else _done.TrySetException(_fault);
    }
}
