using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// The files of sessions. The owner locks its file alone from before its row can be seen until it ends, and nobody else
/// ever does: whoever can share the lock, or finds no file, knows that the owner is dead.
/// </summary>
internal sealed class SessionFiles(StoreFiles files) : IDisposable
{
    private readonly ConcurrentDictionary<long, LockFile> _own = [];

    /// <summary>Makes and locks the file of a session of this process.</summary>
    public void Start(long id)
    {
        Directory.CreateDirectory(files.Sessions);
        Forget(id); // from a transaction that failed and is repeated
        var file = LockFile.Open(files.Session(id));
        // Left by a process that died before its row was committed, if it is there already.
        if (!file.TryLock())
        {
            file.Dispose();
            throw new IOException($"{files.Session(id)} is locked, but no session has that number.");
        }
        Span<byte> counter = stackalloc byte[sizeof(long)];
        counter.Clear();
        file.Write(counter);
        _own[id] = file;
    }

    /// <summary>True unless the process of the session is certainly dead.</summary>
    public bool IsHeld(long id)
    {
        using var file = LockFile.OpenExisting(files.Session(id));
        return file is not null && !file.TryShare();
    }

    /// <summary>Waits until the process of the session is dead, or the session has ended.</summary>
    public void WaitUntilFree(long id)
    {
        try
        {
            using var file = LockFile.OpenExisting(files.Session(id));
            file?.Share();
        }
        catch (IOException)
        {
            // Whoever waits looks for himself.
        }
    }

    /// <summary>Raises the counter of an own session, durably. False if it is not this process's own.</summary>
    public bool Beat(long id)
    {
        if (!_own.TryGetValue(id, out var file))
        {
            return false;
        }
        Span<byte> counter = stackalloc byte[sizeof(long)];
        counter.Clear();
        try
        {
            file.Read(counter);
            BinaryPrimitives.WriteInt64LittleEndian(counter, BinaryPrimitives.ReadInt64LittleEndian(counter) + 1);
            file.Write(counter);
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false; // it ended meanwhile
        }
    }

    public long ReadHeartbeat(long id)
    {
        using var file = LockFile.OpenExisting(files.Session(id));
        Span<byte> counter = stackalloc byte[sizeof(long)];
        counter.Clear();
        file?.Read(counter);
        return BinaryPrimitives.ReadInt64LittleEndian(counter);
    }

    /// <summary>Frees the lock of an own session, as its death would.</summary>
    public void Forget(long id)
    {
        if (_own.TryRemove(id, out var file))
        {
            file.Dispose();
        }
    }

    /// <summary>Frees the lock of an own session and removes the file of a session that is no more.</summary>
    public void Remove(long id)
    {
        try
        {
            File.Delete(files.Session(id));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next session that starts sweeps it up.
        }
        Forget(id);
    }

    /// <summary>
    /// Removes what sessions left that ended between their row and their file. For the gate's holder.
    /// </summary>
    public void Sweep(IReadOnlySet<long> sessions)
    {
        if (!Directory.Exists(files.Sessions))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFiles(files.Sessions))
        {
            if (long.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id)
                && !sessions.Contains(id) && !IsHeld(id))
            {
                File.Delete(path);
            }
        }
    }

    public void Dispose()
    {
        foreach (var id in _own.Keys)
        {
            Forget(id);
        }
    }
}
