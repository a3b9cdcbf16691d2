using System.Runtime.InteropServices;

namespace Viaduct.Server.Configuration.Files;

/// <summary>
/// Tells files from pipes, sockets and devices, which would block whoever opens them, or never end. The base class
/// library does not tell.
/// </summary>
internal static partial class RegularFiles
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint Type = 0x1; // STATX_TYPE
    private const int TypeMask = 0xf000; // S_IFMT
    private const int TypeRegular = 0x8000; // S_IFREG

    /// <summary>False for what is certainly no regular file. Links are followed.</summary>
    public static bool Contains(string path)
    {
        // Only Unix has such things in folders; what cannot be looked at, opening tells about.
        if (!OperatingSystem.IsLinux()) return true;
        return Statx(CurrentFolder, path, 0, Type, out var answer) != 0 || (answer.Mode & TypeMask) == TypeRegular;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Answer answer);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
