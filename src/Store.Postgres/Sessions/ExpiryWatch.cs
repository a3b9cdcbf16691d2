using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// Judges sessions whose lock says nothing, because it was taken before the database restarted or failed over
/// (rule 21): expired is whose heartbeat this process has watched standing still for a whole lease, by its own
/// monotonic clock. A gap in its sight starts the count anew (invariant 8).
/// </summary>
internal sealed class ExpiryWatch(TimeSpan lease, TimeProvider time)
{
    // Looks further apart than this are a gap: the store was away, or this process stood still.
    private readonly TimeSpan _gapMax = lease / 2;
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, Sight> _sights = [];

    /// <summary>Looks at such a session.</summary>
    public bool IsExpired(SessionId session, long heartbeat)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            bool known = _sights.TryGetValue(session, out var sight)
                && sight.Heartbeat == heartbeat && time.GetElapsedTime(sight.Last, now) <= _gapMax;
            long since = known ? sight.Since : now;
            _sights[session] = new Sight(heartbeat, since, now);
            return time.GetElapsedTime(since, now) >= lease;
        }
    }

    /// <summary>Its lock says enough, or it is gone.</summary>
    public void Forget(SessionId session)
    {
        lock (_lock) _sights.Remove(session);
    }

    private readonly record struct Sight(long Heartbeat, long Since, long Last);
}
