namespace Viaduct.Core.Store;

/// <summary>
/// Tells by the process' own monotonic clock whether it may still act for what it owns (invariant 8): counted from the
/// start of the last heartbeat that succeeded, minus a margin, so that it stops before anybody takes over.
/// </summary>
internal sealed class SessionLease(TimeProvider time, TimeSpan length, TimeSpan margin)
{
    private long _attempt = time.GetTimestamp();
    private volatile bool _lost;

    /// <summary>True while the process may act.</summary>
    public bool MayAct => !_lost && time.GetElapsedTime(Interlocked.Read(ref _attempt)) < length - margin;

    /// <summary>How long ago the last heartbeat that succeeded began.</summary>
    public TimeSpan Age => time.GetElapsedTime(Interlocked.Read(ref _attempt));

    /// <summary>True once the session has been taken over.</summary>
    public bool IsLost => _lost;

    /// <summary>A heartbeat that began at this timestamp has succeeded.</summary>
    public void Renewed(long attemptStarted) => Interlocked.Exchange(ref _attempt, attemptStarted);

    /// <summary>The session has been taken over.</summary>
    public void Lost() => _lost = true;
}
