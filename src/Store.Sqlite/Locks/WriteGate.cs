using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// Where the processes queue for writing: whoever wants to write waits at the turnstile, goes through it to the gate,
/// and holds the gate while it writes. Two locks, so that who has just written cannot overtake who waits: with one the
/// longest wait of three busy processes grew from 29 to 384 ms, with SQLite's own polling to seconds.
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

    /// <summary>Waits for its turn, however long that takes. What is returned ends it.</summary>
    public Turn Enter()
    {
        try
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
            return new Turn(_gate);
        }
        catch (IOException failure)
        {
            // As if SQLite itself could not get its lock: something to wait out, not the fault of what is to be
            // written.
            throw new SqliteException(SqliteCode.InputOutput, failure.HResult, failure.Message);
        }
    }

    /// <summary>Its turn, if nobody else has one.</summary>
    public Turn? TryEnter() => _gate.TryLock() ? new Turn(_gate) : null;

    public void Dispose()
    {
        _gate.Dispose();
        _turnstile.Dispose();
    }

    /// <summary>A turn at the gate.</summary>
    internal readonly struct Turn(LockFile gate) : IDisposable
    {
        public void Dispose() => gate.Unlock();
    }
}
