using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// flock(2) on Linux and macOS. Not through File.OpenHandle, which takes such a lock itself; and not fcntl(2), whose
/// locks a process loses when it closes any other handle to the file.
/// </summary>
internal sealed partial class PosixFileLocking : IFileLocking
{
    private const int OwnerReadsAndWrites = 0x180; // 0600
    private const int ReadWrite = 2;
    private const int LinuxCloseOnExec = 0x80000;
    private const int MacCloseOnExec = 0x1000000;
    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int DoNotWait = 4;
    private const int Free = 8;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    public SafeFileHandle Open(string path, bool create)
    {
        while (true)
        {
            // Without a mode: open(2) takes it as a variable argument, which not every calling convention can be told.
            var flags = ReadWrite | (OperatingSystem.IsLinux() ? LinuxCloseOnExec : MacCloseOnExec);
            var file = OpenFile(path, flags);
            if (file >= 0)
            {
                return new SafeFileHandle(file, ownsHandle: true);
            }
            var error = Marshal.GetLastPInvokeError();
            if (error == SystemError.Interrupted)
            {
                continue;
            }
            if (error != SystemError.NotFound)
            {
                throw Failure("open", path, error);
            }
            if (!create)
            {
                return new SafeFileHandle(-1, ownsHandle: false);
            }
            // It also cuts a file that somebody else has just made. It is empty then, or not ours to keep.
            file = CreateFile(path, OwnerReadsAndWrites);
            if (file < 0)
            {
                throw Failure("create", path, Marshal.GetLastPInvokeError());
            }
            _ = CloseFile(file);
        }
    }

    public bool Lock(SafeFileHandle file, bool wait, bool shared)
    {
        var operation = (shared ? Shared : Exclusive) | (wait ? 0 : DoNotWait);
        while (LockFile(file, operation) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == (OperatingSystem.IsLinux() ? LinuxWouldBlock : MacWouldBlock))
            {
                return false;
            }
            if (error != SystemError.Interrupted)
            {
                throw Failure("lock", "a file", error);
            }
        }
        return true;
    }

    public void Unlock(SafeFileHandle file) => _ = LockFile(file, Free);

    public void FlushFolder(string path)
    {
        var folder = OpenFile(path, OperatingSystem.IsLinux() ? LinuxCloseOnExec : MacCloseOnExec);
        if (folder < 0)
        {
            throw Failure("open", path, Marshal.GetLastPInvokeError());
        }
        using var handle = new SafeFileHandle(folder, ownsHandle: true);
        if (FlushAll(handle) != 0)
        {
            throw Failure("flush", path, Marshal.GetLastPInvokeError());
        }
    }

    public void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }
        while (FlushContent(file) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != SystemError.Interrupted)
            {
                throw Failure("flush", "a file", error);
            }
        }
    }

    private static IOException Failure(string what, string path, int error) =>
        new($"Could not {what} {path}: {new Win32Exception(error).Message}.", error);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "creat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateFile(string path, int mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockFile(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushAll(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushContent(SafeFileHandle file);
}
