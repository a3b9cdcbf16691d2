using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File.Native;

/// <summary>
/// Who else uses a file. Linux refuses a read lease on a file that somebody has open for writing, and says so only to
/// the file's owner or to a process with CAP_LEASE, and only truthfully on its own file systems.
/// </summary>
internal static unsafe partial class LinuxUseCalls
{
    private const int SetSignal = 10; // F_SETSIG
    private const int SetLease = 1024; // F_SETLEASE
    private const int ReadLease = 0; // F_RDLCK
    private const int NoLease = 2; // F_UNLCK
    private const int UrgentSignal = 23; // SIGURG
    private const int SharedLock = 1 | 4; // LOCK_SH | LOCK_NB
    private const int ExclusiveLock = 2 | 4; // LOCK_EX | LOCK_NB
    private const int Unlock = 8; // LOCK_UN
    private const int FileSystemAnswerBytes = 256;

    // Network file systems refuse the lease for reasons of their own, so the list names those that can be believed.
    private static readonly HashSet<uint> Believed =
    [
        0xEF53, // ext2, ext3, ext4
        0x58465342, // xfs
        0x9123683E, // btrfs
        0x01021994, // tmpfs
        0x794C7630, // overlay
        0xF2F52010, // f2fs
        0x2FC12FC1, // zfs
        0xCA451A4E, // bcachefs
    ];

    /// <summary>Whether somebody has the file open for writing.</summary>
    public static Writers WritersOf(SafeFileHandle handle)
    {
        int number = (int)handle.DangerousGetHandle();
        if (!IsBelieved(number)) return Writers.Unknown;
        // Who opens the file for writing while we hold the lease makes the kernel signal us. Its own choice, SIGIO,
        // would end the process; SIGURG is ignored by default.
        if (Control(number, SetSignal, UrgentSignal) != 0) return Writers.Unknown;
        if (Control(number, SetLease, ReadLease) == 0)
        {
            _ = Control(number, SetLease, NoLease);
            return Writers.None;
        }

        return Marshal.GetLastPInvokeError() == LinuxErrors.Again ? Writers.Some : Writers.Unknown;
    }

    /// <summary>Whether somebody holds an advisory lock (flock) that excludes readers.</summary>
    public static bool IsLocked(SafeFileHandle handle)
    {
        int number = (int)handle.DangerousGetHandle();
        if (Lock(number, SharedLock) != 0) return Marshal.GetLastPInvokeError() == LinuxErrors.Again;
        _ = Lock(number, Unlock);
        return false;
    }

    /// <summary>Takes the advisory lock that excludes all others; it goes with the handle.</summary>
    public static FileFault LockAlone(SafeFileHandle handle) =>
        Lock((int)handle.DangerousGetHandle(), ExclusiveLock) == 0 ? FileFault.None : LinuxErrors.Last();

    private static bool IsBelieved(int number)
    {
        byte* answer = stackalloc byte[FileSystemAnswerBytes];
        return FileSystemOf(number, answer) == 0 && Believed.Contains((uint)*(nint*)answer);
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int number, int command, int argument);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int number, int operation);

    // The type is the first word of struct statfs on every processor.
    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    private static partial int FileSystemOf(int number, byte* answer);
}
