using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>Error numbers of Windows.</summary>
internal static class WindowsErrors
{
    /// <summary>The fault behind the last error of this thread's system calls.</summary>
    public static FileFault Last()
    {
        int error = Marshal.GetLastPInvokeError();
        return new FileFault(KindOf(error), Marshal.GetPInvokeErrorMessage(error));
    }

    /// <summary>What the adapter acts on, from an exception that carries an error number.</summary>
    public static FileFaultKind KindOf(IOException exception) => KindOf(exception.HResult & 0xffff);

    private static FileFaultKind KindOf(int error) => error switch
    {
        2 or 3 or 53 or 67 => FileFaultKind.Missing, // file, path, network path, network name not found
        80 or 183 => FileFaultKind.Exists,
        5 => FileFaultKind.Denied,
        19 => FileFaultKind.ReadOnly, // write-protected
        39 or 112 => FileFaultKind.Full,
        32 or 33 => FileFaultKind.Busy, // sharing or lock violation
        1 or 50 => FileFaultKind.Unsupported,
        _ => FileFaultKind.Other,
    };
}
