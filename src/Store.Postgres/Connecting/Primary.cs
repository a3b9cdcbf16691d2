using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// What this process knows of the primary: which node it was last, and the highest timeline seen. A process that has
/// seen timeline n never again talks to a lower one (invariant 9): what answers there is a primary that was replaced.
/// </summary>
internal sealed class Primary(ILogger logger)
{
    private readonly Lock _lock = new();
    private long _timeline;

    /// <summary>The node that was the primary when last seen.</summary>
    public int Endpoint { get; private set; }

    /// <summary>The highest timeline seen; a rise means that pooled connections may lead to the past.</summary>
    public long Timeline => Volatile.Read(ref _timeline);

    /// <exception cref="NotPrimaryException">What answers is a standby, takes no writes, or is of the past.</exception>
    public void Accept(int endpoint, Backend backend)
    {
        if (backend.IsReadOnly)
        {
            throw new NotPrimaryException("The database that answers is a standby, or takes no writes.");
        }
        lock (_lock)
        {
            if (backend.Timeline < _timeline)
            {
                throw new NotPrimaryException(
                    $"The database that answers is on timeline {backend.Timeline}; {_timeline} has replaced it.");
            }
            if (_timeline != 0 && backend.Timeline > _timeline) logger.TimelineRaised(backend.Timeline);
            Volatile.Write(ref _timeline, backend.Timeline);
            Endpoint = endpoint;
        }
    }
}
