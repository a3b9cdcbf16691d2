namespace Viaduct.Store.Sqlite.Threads;

/// <summary>
/// Whether the store answers: no write has waited for long, and the last one and the last read went well.
/// </summary>
internal sealed class Availability(TimeSpan unavailableAfter)
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private long _waitingSince;
    private long _toldOf;
    private int _failingWrites;
    private int _failingReads;

    public bool IsAvailable
    {
        get
        {
            var since = Interlocked.Read(ref _waitingSince);
            return Volatile.Read(ref _failingWrites) == 0 && Volatile.Read(ref _failingReads) == 0
                && (since == 0 || _clock.GetElapsedTime(since) < unavailableAfter);
        }
    }

    /// <summary>True once for each write that has waited for too long: somebody holds the gate and may hang.</summary>
    public bool HasNewStuckWrite()
    {
        var since = Interlocked.Read(ref _waitingSince);
        return since != 0 && _clock.GetElapsedTime(since) >= unavailableAfter
            && Interlocked.Exchange(ref _toldOf, since) != since;
    }

    /// <summary>A write waits for its turn.</summary>
    public void WriteBegins() => Interlocked.Exchange(ref _waitingSince, Math.Max(1, _clock.GetTimestamp()));

    /// <summary>No write waits.</summary>
    public void WriteEnds() => Interlocked.Exchange(ref _waitingSince, 0);

    public void Wrote(bool works) => Volatile.Write(ref _failingWrites, works ? 0 : 1);

    public void Read(bool works) => Volatile.Write(ref _failingReads, works ? 0 : 1);
}
