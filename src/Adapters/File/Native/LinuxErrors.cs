using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>Error numbers of Linux, the same on every processor that .NET runs on.</summary>
internal static class LinuxErrors
{
    public const int NotPermitted = 1; // EPERM
    public const int NoEntry = 2; // ENOENT
    public const int Interrupted = 4; // EINTR
    public const int Again = 11; // EAGAIN, also EWOULDBLOCK
    public const int Access = 13; // EACCES
    public const int DeviceBusy = 16; // EBUSY
    public const int Exist = 17; // EEXIST
    public const int NotFolder = 20; // ENOTDIR
    public const int IsFolder = 21; // EISDIR
    public const int Invalid = 22; // EINVAL
    public const int TextBusy = 26; // ETXTBSY
    public const int NoSpace = 28; // ENOSPC
    public const int ReadOnly = 30; // EROFS
    public const int NoCall = 38; // ENOSYS
    public const int Loop = 40; // ELOOP: a link where O_NOFOLLOW forbids one
    public const int NoDevice = 6; // ENXIO: a pipe without a reader, a socket
    public const int NotSupported = 95; // EOPNOTSUPP
    public const int Stale = 116; // ESTALE
    public const int Quota = 122; // EDQUOT

    /// <summary>The fault behind the last error of this thread's system calls.</summary>
    public static FileFault Last()
    {
        int error = Marshal.GetLastPInvokeError();
        return new FileFault(KindOf(error), Marshal.GetPInvokeErrorMessage(error));
    }

    /// <summary>What the adapter acts on.</summary>
    public static FileFaultKind KindOf(int error) => error switch
    {
        NoEntry or NotFolder or Stale => FileFaultKind.Missing,
        Exist => FileFaultKind.Exists,
        NotPermitted or Access => FileFaultKind.Denied,
        ReadOnly => FileFaultKind.ReadOnly,
        NoSpace or Quota => FileFaultKind.Full,
        IsFolder or Loop or NoDevice => FileFaultKind.NotRegular,
        Again or DeviceBusy or TextBusy => FileFaultKind.Busy,
        Invalid or NoCall or NotSupported => FileFaultKind.Unsupported,
        _ => FileFaultKind.Other,
    };
}
