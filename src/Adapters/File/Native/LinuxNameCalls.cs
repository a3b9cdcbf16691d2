using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>The calls that change names in a folder.</summary>
internal static partial class LinuxNameCalls
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint NoReplace = 1; // RENAME_NOREPLACE

    /// <summary>Renames, failing if the new name is taken.</summary>
    public static FileFault RenameToFree(string from, string to)
    {
        try
        {
            return RenameAt(CurrentFolder, from, CurrentFolder, to, NoReplace) == 0
                ? FileFault.None
                : LinuxErrors.Last();
        }
        catch (EntryPointNotFoundException)
        {
            return new FileFault(FileFaultKind.Unsupported, "the C library has no renameat2");
        }
    }

    /// <summary>Renames, replacing whatever has the new name.</summary>
    public static FileFault Rename(string from, string to) =>
        RenamePlain(from, to) == 0 ? FileFault.None : LinuxErrors.Last();

    /// <summary>Gives a file a second name.</summary>
    public static FileFault Link(string path, string secondName)
    {
        if (LinkPlain(path, secondName) == 0) return FileFault.None;
        var fault = LinuxErrors.Last();
        // EPERM is how file systems without links answer.
        return Marshal.GetLastPInvokeError() == LinuxErrors.NotPermitted
            ? fault with { Kind = FileFaultKind.Unsupported }
            : fault;
    }

    /// <summary>Removes a name.</summary>
    public static FileFault Delete(string path) => Unlink(path) == 0 ? FileFault.None : LinuxErrors.Last();

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenamePlain(string from, string to);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkPlain(string path, string secondName);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlink(string path);
}
