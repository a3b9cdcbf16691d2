namespace Viaduct.Adapters.File.Native;

/// <summary>Chooses the calls of the system that the process runs on.</summary>
internal static class NativeFiles
{
    /// <summary>The calls of this system.</summary>
    /// <exception cref="PlatformNotSupportedException">The system is neither Linux nor Windows.</exception>
    public static INativeFiles ForThisSystem() =>
        OperatingSystem.IsLinux() ? new LinuxFiles()
        : OperatingSystem.IsWindows() ? new WindowsFiles()
        : throw new PlatformNotSupportedException(
            "The FILE adapter runs on Linux and Windows: only there it can rename, flush and lock as it must.");
}
