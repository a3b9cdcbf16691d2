namespace Viaduct.Formats.Maps.Running;

/// <summary>One run of a map.</summary>
/// <param name="work">The run.</param>
/// <param name="timeMax">How long it may take from its start.</param>
internal sealed class MapJob(Func<MapResult> work, TimeSpan timeMax)
{
    // Whoever waits goes on at once, on the thread of the map: a change of threads costs more than a small map.
    private readonly TaskCompletionSource<MapResult?> _done = new();
    private long _started;

    /// <summary>The result; null if the time was up before.</summary>
    public Task<MapResult?> Done => _done.Task;

    /// <summary>Notes when it begins.</summary>
    public void Start(long now) => Volatile.Write(ref _started, now);

    /// <summary>True if it has run too long.</summary>
    public bool IsOver(TimeProvider time) => time.GetElapsedTime(Volatile.Read(ref _started)) > timeMax;

    /// <summary>Ends the waiting for it; false if it has ended already.</summary>
    public bool GiveUp() => _done.TrySetResult(null);

    /// <summary>Runs it; what comes of it is told by the action that is given back.</summary>
    public Action Run()
    {
        try
        {
            var result = work();
            return () => _done.TrySetResult(result);
        }
        catch (Exception e)
        {
            // Whatever it is, whoever waits for the result gets it.
            return () => _done.TrySetException(e);
        }
    }
}
