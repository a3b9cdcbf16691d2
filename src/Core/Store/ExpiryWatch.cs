namespace Viaduct.Core.Store;

/// <summary>
/// Judges sessions by their heartbeats: expired is whose counter this process has watched standing still for a whole
/// lease, by its own monotonic clock. A gap in its sight starts the count anew, and no wall clock decides (invariant
/// 8).
/// </summary>
/// <param name="lease">How long an owner that shows no sign of life keeps what it owns.</param>
/// <param name="time">The process' own clock.</param>
public sealed class ExpiryWatch(TimeSpan lease, TimeProvider time)
{
    // Looks further apart than this are a gap: the store was away, or this process stood still.
    private readonly TimeSpan _gapMax = lease / 2;

    // A beat of one's own that began so long after the other's last one, and succeeded, proves that the other could
    // have: while the store takes no commits nobody's counter moves.
    private readonly TimeSpan _proof = lease * (5.0 / 6);
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, Sight> _sights = [];

    /// <summary>Looks at a session.</summary>
    /// <param name="session">The other one.</param>
    /// <param name="heartbeat">Its counter now.</param>
    /// <param name="ownAge">How long ago the last own heartbeat that succeeded began.</param>
    /// <returns>True if it has expired.</returns>
    public bool IsExpired(SessionId session, long heartbeat, TimeSpan ownAge = default)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            bool known = _sights.TryGetValue(session, out var sight)
                && sight.Heartbeat == heartbeat && time.GetElapsedTime(sight.Last, now) <= _gapMax;
            long since = known ? sight.Since : now;
            _sights[session] = new Sight(heartbeat, since, now);
            var still = time.GetElapsedTime(since, now);
            return still >= lease && still - ownAge >= _proof;
        }
    }

    /// <summary>It need not be watched any more.</summary>
    public void Forget(SessionId session)
    {
        lock (_lock) _sights.Remove(session);
    }

    /// <summary>What was seen so far says nothing: this process' own heartbeats have failed.</summary>
    public void Reset()
    {
        lock (_lock) _sights.Clear();
    }

    private readonly record struct Sight(long Heartbeat, long Since, long Last);
}
