using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// LockFileEx. Such a lock keeps others from reading and writing what it covers: it covers one byte far behind the end,
/// so that the content stays readable.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsFileLocking : IFileLocking
{
    private const uint FailImmediately = 1;
    private const uint Exclusive = 2;
    private const int LockViolation = 33;
    private const int FarBehind = 0x40000000;

    public SafeFileHandle Open(string path, bool create)
    {
        try
        {
            return File.OpenHandle(
                path, create ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException) when (!create)
        {
            return new SafeFileHandle(-1, ownsHandle: false);
        }
        catch (DirectoryNotFoundException) when (!create)
        {
            return new SafeFileHandle(-1, ownsHandle: false);
        }
    }

    public bool Lock(SafeFileHandle file, bool wait, bool shared)
    {
        var place = new NativeOverlapped { OffsetHigh = FarBehind };
        if (LockFileEx(file, (shared ? 0 : Exclusive) | (wait ? 0 : FailImmediately), 0, 1, 0, &place))
        {
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == LockViolation && !wait
            ? false
            : throw new IOException($"Could not lock a file: {new Win32Exception(error).Message}", error);
    }

    public void Unlock(SafeFileHandle file)
    {
        var place = new NativeOverlapped { OffsetHigh = FarBehind };
        _ = UnlockFileEx(file, 0, 1, 0, &place);
    }

    // NTFS writes names to its journal itself.
    public void FlushFolder(string path)
    {
    }

    public void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LockFileEx(
        SafeFileHandle file, uint flags, uint reserved, uint lengthLow, uint lengthHigh, NativeOverlapped* place);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool UnlockFileEx(
        SafeFileHandle file, uint reserved, uint lengthLow, uint lengthHigh, NativeOverlapped* place);
}
