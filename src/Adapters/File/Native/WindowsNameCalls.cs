using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>Renaming on Windows, with the change on disk before the call returns.</summary>
internal static partial class WindowsNameCalls
{
    private const uint ReplaceExisting = 1;
    private const uint WriteThrough = 8;
    private const int LongPath = 248;

    /// <summary>Renames a file.</summary>
    public static FileFault Rename(string from, string to, bool replace) =>
        MoveFileEx(Extended(from), Extended(to), WriteThrough | (replace ? ReplaceExisting : 0))
            ? FileFault.None
            : WindowsErrors.Last();

    // Without the prefix the call ends at 260 characters.
    private static string Extended(string path) =>
        path.Length < LongPath || path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path
        : path.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + path[2..]
        : @"\\?\" + path;

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string from, string to, uint flags);
}
