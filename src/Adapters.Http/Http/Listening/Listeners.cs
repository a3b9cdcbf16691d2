using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Viaduct.Adapters.Http.Receiving;

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

    /// <summary>Lets a location take requests.</summary>
    /// <exception cref="IOException">The point cannot be had, a certificate cannot be read, or another location has the
    /// path.</exception>
    public async Task JoinAsync(
        HttpLocation location, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var point = location.Place.Point;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_open.TryGetValue(point, out var listener) && listener.Options != location.Options.Listener)
            {
                if (!listener.Routes.IsEmpty)
                    throw new IOException($"other locations use {point} with other options beneath listener");
                await CloseAsync(listener);
                listener = null;
            }

            listener ??= _open[point] = await SharedListener.StartAsync(
                point, location.Options.Listener, time, logger, cancellationToken);
            if (!listener.Routes.TryAdd(location))
                throw new IOException($"another location takes requests at {location.Place}");
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
