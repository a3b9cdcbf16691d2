namespace Viaduct.Store.Sqlite.Threads;

/// <summary>Whether the store answers: nothing has waited for it for long, and the last write went well.</summary>
internal sealed class Availability(TimeSpan unavailableAfter)
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private long _waitingSince;
    private int _failing;

    public bool IsAvailable
    {
        get
        {
            var since = Interlocked.Read(ref _waitingSince);
            return Volatile.Read(ref _failing) == 0
                && (since == 0 || _clock.GetElapsedTime(since) < unavailableAfter);
        }
    }

    public void Begins() => Interlocked.Exchange(ref _waitingSince, Math.Max(1, _clock.GetTimestamp()));

    public void Ends() => Interlocked.Exchange(ref _waitingSince, 0);

    public void Fails() => Volatile.Write(ref _failing, 1);

    public void Works() => Volatile.Write(ref _failing, 0);
}
