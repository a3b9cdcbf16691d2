namespace Viaduct.Store.Sqlite.Native;

/// <summary>Error numbers of the operating system that are told apart here.</summary>
internal static class SystemError
{
    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int FileTooLarge = 27;
    public const int NoSpace = 28;
    public const int WindowsHandleDiskFull = 39;
    public const int WindowsDiskFull = 112;
    public const int LinuxQuotaExceeded = 122;
    public const int MacQuotaExceeded = 69;

    public static bool MeansNoRoom(int number) => OperatingSystem.IsWindows()
        ? number is WindowsDiskFull or WindowsHandleDiskFull
        : number is NoSpace or FileTooLarge
            || number == (OperatingSystem.IsLinux() ? LinuxQuotaExceeded : MacQuotaExceeded);
}
