using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Viaduct.Adapters.Http.Receiving;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// The listeners of a process. One stays open for a moment after its last location has left: a location that is changed
/// leaves and comes back, and a server that stops tells callers so.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It lives as long as its process.")]
internal sealed class Listeners
{
    /// <summary>How long a listener without locations stays open.</summary>
    public static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<ListenPoint, SharedListener> _open = new();
    private long _number;

    /// <summary>The number of the next receiver: of two versions of a location the newer has the higher one.</summary>
    public long NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>Lets a location take requests; a listener that is open takes up its options.</summary>
    /// <exception cref="IOException">The point cannot be had, a certificate cannot be read, or another location has the
    /// path.</exception>
    public async Task JoinAsync(HttpLocation location, ReceiverContext context, CancellationToken cancellationToken)
    {
        var point = location.Place.Point;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var options = location.Options.Listener;
            if (!_open.TryGetValue(point, out var listener))
            {
                foreach (var other in _open.Values)
                    if (other.Point.Overlaps(point) && other.Routes.IsEmpty) await CloseAsync(other);
                listener = _open[point] = await SharedListener.StartAsync(location, context, cancellationToken);
            }

            if (!listener.Routes.TryAdd(location))
                throw new IOException(
                    $"another location, or a newer version of this one, takes requests at {location.Place}");
            listener.Use(options, location.Number, context.Limits);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets a location take no more requests.</summary>
    public void Leave(HttpLocation location, TimeProvider time)
    {
        if (!_open.TryGetValue(location.Place.Point, out var listener)) return;
        listener.Routes.Remove(location);
        if (listener.Routes.IsEmpty) _ = EndAsync(listener, time);
    }

    private async Task EndAsync(SharedListener listener, TimeProvider time)
    {
        await Task.Delay(LingerTime, time, CancellationToken.None);
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            bool isOpen = _open.GetValueOrDefault(listener.Point) == listener;
            if (isOpen && listener.Routes.IsEmpty) await CloseAsync(listener);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task CloseAsync(SharedListener listener)
    {
        _open.TryRemove(listener.Point, out _);
        await listener.DisposeAsync();
    }
}
