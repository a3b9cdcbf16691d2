using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// What this process knows of the primary: which node it was last, and the highest timeline seen. A process that has
/// seen timeline n never again talks to a lower one (invariant 9): what answers there is a primary that was replaced.
/// </summary>
internal sealed class Primary(ILogger logger) : IDisposable
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<(string Node, long Timeline)> _named = [];
    private CancellationTokenSource _present = new();
    private Backend? _proven;
    private Backend? _used;
    private long _timeline;
    private long _looked;
    private bool _disposed;

    /// <summary>The node that was the primary when last seen.</summary>
    public int Endpoint { get; private set; }

    /// <summary>The highest timeline seen; 0 before any.</summary>
    public long Timeline => Volatile.Read(ref _timeline);

    /// <summary>
    /// Cancelled when a higher timeline is seen: whatever waits for an answer from the one of now waits in vain.
    /// </summary>
    public CancellationToken UntilSuperseded()
    {
        lock (_lock) return _disposed ? CancellationToken.None : _present.Token;
    }

    /// <summary>True if a higher timeline has been seen since.</summary>
    public bool HasReplaced(Backend backend) => backend.Timeline < Timeline;

    /// <summary>True if this process has committed in this incarnation, and so all that was visible is safe.</summary>
    public bool IsProven(Backend backend) => Volatile.Read(ref _proven) is { } proven && proven.IsSameServer(backend);

    /// <summary>This process has committed in this incarnation.</summary>
    public void Prove(Backend backend) => Volatile.Write(ref _proven, backend);

    /// <summary>Takes what answers for the primary, if it can be.</summary>
    /// <param name="endpoint">The node's number.</param>
    /// <param name="node">Its name.</param>
    /// <param name="backend">Who answers there.</param>
    /// <exception cref="NotPrimaryException">What answers is a standby, takes no writes, or is of the past.</exception>
    public void Accept(int endpoint, string node, Backend backend)
    {
        if (backend.IsReadOnly) throw new NotPrimaryException($"{node} is a standby, or takes no writes.");
        lock (_lock)
        {
            if (backend.Timeline < _timeline)
            {
                Name(node, backend.Timeline);
                throw new NotPrimaryException(
                    $"{node} is on timeline {backend.Timeline}, and {_timeline} has replaced it.");
            }
            bool isRaised = _timeline != 0 && backend.Timeline > _timeline;
            Volatile.Write(ref _timeline, backend.Timeline);
            Endpoint = endpoint;
            _used = backend;
            if (isRaised) Raise(node, backend.Timeline);
        }
    }

    /// <summary>Looks at a node without using it: one of a higher timeline is the primary from now on.</summary>
    public void Look(int endpoint, string node, Backend backend)
    {
        if (backend.IsReadOnly) return;
        lock (_lock)
        {
            if (backend.Timeline <= _timeline)
            {
                // The same server may have two names.
                bool isOther = endpoint != Endpoint && _used is not null && !backend.IsSameServer(_used);
                if (isOther || backend.Timeline < _timeline) Name(node, backend.Timeline);
                return;
            }
        }
        Accept(endpoint, node, backend);
    }

    /// <summary>True if nobody has looked around for a while; whoever is told so does.</summary>
    public bool MayLook()
    {
        long looked = Interlocked.Read(ref _looked);
        if (looked != 0 && TimeProvider.System.GetElapsedTime(looked) < s_lookAgain) return false;
        return Interlocked.CompareExchange(ref _looked, TimeProvider.System.GetTimestamp() | 1, looked) == looked;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _present.Dispose();
        }
    }

    private void Raise(string node, long timeline)
    {
        logger.TimelineRaised(timeline, node);
        if (_disposed) return;
        var past = _present;
        _present = new CancellationTokenSource();
        // Not here: who waited goes on under no lock of ours.
        Gateway.LeaveBehind(past.CancelAsync());
    }

    // Once for each, or the log would be full of it.
    private void Name(string node, long timeline)
    {
        if (_named.Add((node, timeline))) logger.NotUsed(node, timeline, _timeline);
    }
}
