using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File.Native;

/// <summary>Opening without following links and without waiting for the other end of a pipe; flushing.</summary>
internal static partial class LinuxOpenCalls
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int Create = 0x40; // O_CREAT
    public const int Exclusive = 0x80; // O_EXCL
    private const int NoTerminal = 0x100; // O_NOCTTY
    private const int NonBlocking = 0x800; // O_NONBLOCK
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int ReadWriteForAll = 0b110_110_110; // what the umask leaves of rw-rw-rw-

    // These two, alone among the flags, have other values on ARM.
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    private static readonly int Folder = IsArm ? 0x4000 : 0x10000; // O_DIRECTORY
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000; // O_NOFOLLOW

    /// <summary>Opens a regular file.</summary>
    public static FileFault OpenFile(string path, int flags, out SafeFileHandle? handle, out FileStat stat)
    {
        handle = null;
        stat = default;
        int all = flags | NoFollow | NonBlocking | NoTerminal | CloseOnExec;
        int number = Retrying(() => Open(path, all, ReadWriteForAll));
        if (number < 0) return LinuxErrors.Last();
        var opened = new SafeFileHandle(number, ownsHandle: true);
        var fault = LinuxStatCall.OfHandle(opened, out stat);
        if (fault.IsNone && !stat.IsRegular)
            fault = new FileFault(FileFaultKind.NotRegular, "it is not a regular file");
        if (fault.IsNone) handle = opened;
        else opened.Dispose();
        return fault;
    }

    /// <summary>Makes the names in a folder durable.</summary>
    public static FileFault FlushFolder(string folder)
    {
        int number = Retrying(() => Open(folder, ReadOnly | Folder | CloseOnExec, 0));
        if (number < 0) return LinuxErrors.Last();
        using var handle = new SafeFileHandle(number, ownsHandle: true);
        if (FileSync(number) == 0) return FileFault.None;
        var fault = LinuxErrors.Last();
        // Some network file systems cannot flush a folder: there the server sees to it, or nobody does.
        return fault.Kind == FileFaultKind.Unsupported ? FileFault.None : fault;
    }

    /// <summary>Makes the bytes of a file durable.</summary>
    public static FileFault Flush(SafeFileHandle handle)
    {
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            return FileSync((int)handle.DangerousGetHandle()) == 0 ? FileFault.None : LinuxErrors.Last();
        }
        finally
        {
            if (held) handle.DangerousRelease();
        }
    }

    // Network file systems let a signal interrupt an open.
    private static int Retrying(Func<int> call)
    {
        int number = call();
        for (int i = 0; i < 10 && number < 0 && Marshal.GetLastPInvokeError() == LinuxErrors.Interrupted; i++)
            number = call();
        return number;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int number);
}
