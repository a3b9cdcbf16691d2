namespace Viaduct.Formats.Maps.Running;

/// <summary>One thread of those that run maps.</summary>
/// <param name="owner">Those.</param>
internal sealed class MapThread(MapThreads owner)
{
    private MapJob? _current;
    private MapJob? _planned;
    private volatile bool _isLost;

    /// <summary>Those that it is one of.</summary>
    public MapThreads Owner => owner;

    /// <summary>What it does now, or null.</summary>
    public MapJob? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>True if its job has run out of time: it ends when the job does, if ever.</summary>
    public bool IsLost
    {
        get => _isLost;
        set => _isLost = value;
    }

    /// <summary>Has it do a job next; false if there is one already.</summary>
    public bool TryPlan(MapJob job) => Interlocked.CompareExchange(ref _planned, job, null) is null;

    /// <summary>What it is to do next, if anything: whoever takes it sees to it.</summary>
    public MapJob? TakePlanned() => _planned is null ? null : Interlocked.Exchange(ref _planned, null);
}
