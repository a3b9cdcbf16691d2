namespace Viaduct.Core.Telemetry;

/// <summary>A limit that can be watched; disposing of it ends that.</summary>
public sealed class Limit : IDisposable
{
    private readonly LimitList _list;
    private readonly Func<long> _used;

    internal Limit(LimitList list, string name, string place, long max, Func<long> used) =>
        (_list, Name, Place, Max, _used) = (list, name, place, max, used);

    /// <summary>What is limited.</summary>
    public string Name { get; }

    /// <summary>Whose limit it is; empty for a server's own.</summary>
    public string Place { get; }

    /// <summary>The limit.</summary>
    public long Max { get; }

    /// <summary>How much of it is used now.</summary>
    public long Used => _used();

    /// <summary>Something was refused, or has to wait, because the limit is reached.</summary>
    public void Reached() => _list.Hits.Add(Name, Place);

    /// <inheritdoc/>
    public void Dispose() => _list.Remove(this);
}
