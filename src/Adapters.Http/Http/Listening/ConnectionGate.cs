using Microsoft.AspNetCore.Connections;
using Viaduct.Core.Telemetry;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// Lets at most so many connections in at once. The number may change while they are open: those that are inside stay.
/// </summary>
internal sealed class ConnectionGate
{
    private int _open;
    private volatile Limit? _watched;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Sets how many there may be.</summary>
    /// <param name="max">So many.</param>
    /// <param name="point">Where they come in.</param>
    /// <param name="limits">Where that can be watched.</param>
    public void Use(int max, ListenPoint point, LimitList limits)
    {
        _watched?.Dispose();
        _watched = limits.Add("http.connections", point.ToString(), max, () => Open);
    }

    /// <summary>Lets a connection in, or closes it.</summary>
    public async Task LetInAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var limit = _watched!;
        try
        {
            if (Interlocked.Increment(ref _open) <= limit.Max)
            {
                await next(connection);
                return;
            }

            limit.Reached();
            await connection.DisposeAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>Nobody comes in any more.</summary>
    public void Close() => _watched?.Dispose();
}
