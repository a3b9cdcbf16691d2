using Microsoft.Win32.SafeHandles;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// A file that is only locked, as a whole, by one holder or by several who share it. The operating system frees the
/// lock when the handle is closed, at the latest with the end of the process.
/// </summary>
internal sealed class LockFile : IDisposable
{
    private static readonly IFileLocking s_system =
        OperatingSystem.IsWindows() ? new WindowsFileLocking() : new PosixFileLocking();

    private readonly SafeFileHandle _handle;

    private LockFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a file, creating it if it is not there.</summary>
    public static LockFile Open(string path) => new(s_system.Open(path, create: true));

    /// <summary>Opens a file; null if it is not there.</summary>
    public static LockFile? OpenExisting(string path)
    {
        var handle = s_system.Open(path, create: false);
        return handle.IsInvalid ? null : new LockFile(handle);
    }

    /// <summary>Returns when the names in a folder are durable.</summary>
    public static void FlushFolder(string path) => s_system.FlushFolder(path);

    /// <summary>Waits until nobody else holds it.</summary>
    public void Lock() => s_system.Lock(_handle, wait: true, shared: false);

    /// <summary>Locks it if nobody else holds it.</summary>
    public bool TryLock() => s_system.Lock(_handle, wait: false, shared: false);

    /// <summary>Locks it together with others, if nobody holds it alone.</summary>
    public bool TryShare() => s_system.Lock(_handle, wait: false, shared: true);

    /// <summary>Waits until nobody holds it alone, and locks it together with others.</summary>
    public void Share() => s_system.Lock(_handle, wait: true, shared: true);

    public void Unlock() => s_system.Unlock(_handle);

    /// <summary>Writes at the start of the file; what is written is durable when this returns.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, fileOffset: 0);
        s_system.Flush(_handle);
    }

    /// <summary>Reads from the start of the file and gives the number of bytes read.</summary>
    public int Read(Span<byte> into) => RandomAccess.Read(_handle, into, fileOffset: 0);

    /// <summary>
    /// Frees the lock and closes the file. Closing alone would not do: a child process that is just being started has a
    /// copy of the handle, and with it the lock, until it runs its program.
    /// </summary>
    public void Dispose()
    {
        if (!_handle.IsClosed)
        {
            Unlock();
        }
        _handle.Dispose();
    }
}
