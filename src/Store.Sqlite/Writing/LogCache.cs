using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Viaduct.Store.Sqlite.Locks;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// Gives back the memory in which the operating system keeps a write-ahead log that cannot start anew: it grows by
/// gigabytes behind a long read of a foreign program, nobody here reads its old parts, and pushing everything else out
/// of memory for them costs a quarter of the speed. On Linux only; elsewhere nothing happens.
/// </summary>
internal sealed partial class LogCache(StoreFiles files) : IDisposable
{
    // What was written last is read: by readers that are a little behind, and by clean-up.
    private const long KeptBytes = 192L << 20;
    private const long StepBytes = 32L << 20;
    private const int NotNeeded = 4;

    private SafeFileHandle? _file;
    private Task _giving = Task.CompletedTask;
    private long _given;

    /// <summary>Gives back what stands so far behind the end of the log that nobody needs it.</summary>
    /// <param name="length">How long the log is.</param>
    public void GiveBack(long length)
    {
        long end = length - KeptBytes;
        if (end - _given < StepBytes || !OperatingSystem.IsLinux())
        {
            return;
        }
        // No lock of SQLite is lost when this is closed: it takes none on the log.
        _file ??= new PosixFileLocking().Open(files.WriteAheadLog, create: false);
        if (!_file.IsInvalid && _giving.IsCompleted)
        {
            var (file, from) = (_file, _given);
            // Not behind the gate: others wait there.
            _giving = Task.Run(() => Advise(file, from, end - from, NotNeeded));
            _given = end;
        }
    }

    /// <summary>The log starts anew.</summary>
    public void StartAnew()
    {
        Dispose();
        _given = 0;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
