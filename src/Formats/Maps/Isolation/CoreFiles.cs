using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>Keeps a process that runs over its stack from leaving a core file each time.</summary>
internal static partial class CoreFiles
{
    private const int RLimitCore = 4;

    /// <summary>No core files from now on, where there are such.</summary>
    public static void Forbid()
    {
        if (OperatingSystem.IsLinux()) SetLimit(RLimitCore, new Limit(0, 0));
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(nuint Soft, nuint Hard);
}
