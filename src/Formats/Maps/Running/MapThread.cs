namespace Viaduct.Formats.Maps.Running;

/// <summary>One thread of those that run maps.</summary>
internal sealed class MapThread
{
    private MapJob? _current;

    /// <summary>What it does now, or null.</summary>
    public MapJob? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>True if its job has run out of time: it ends when the job does, if ever.</summary>
    public bool IsLost { get; set; }
}
