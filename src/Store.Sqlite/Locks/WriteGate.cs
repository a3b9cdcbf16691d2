namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// Where the processes queue for writing: whoever wants to write waits at the turnstile, goes through it to the gate,
/// and holds the gate while it writes. Two locks, so that who has just written cannot overtake who waits: one lock
/// alone let waits grow from 29 to 384 ms, and SQLite's own polling to seconds.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly LockFile _turnstile;
    private readonly LockFile _gate;

    public WriteGate(StoreFiles files)
    {
        _turnstile = LockFile.Open(files.Turnstile);
        _gate = LockFile.Open(files.Gate);
    }

    /// <summary>Waits for its turn, however long that takes.</summary>
    public void Enter()
    {
        _turnstile.Lock();
        try
        {
            _gate.Lock();
        }
        finally
        {
            _turnstile.Unlock();
        }
    }

    public void Leave() => _gate.Unlock();

    public void Dispose()
    {
        _gate.Dispose();
        _turnstile.Dispose();
    }
}
