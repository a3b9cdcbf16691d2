using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File.Native;

/// <summary>
/// The calls on Windows. Sharing modes tell there who has a file open, folders are durable with the write-through
/// rename, and files have no number that is cheap to get.
/// </summary>
internal sealed class WindowsFiles : INativeFiles
{
    private const FileAttributes Strange = FileAttributes.ReparsePoint | FileAttributes.Device;

    /// <inheritdoc/>
    public FileFault Stat(string path, out FileStat stat)
    {
        stat = default;
        try
        {
            var attributes = System.IO.File.GetAttributes(path);
            var file = new FileInfo(path);
            bool isFolder = attributes.HasFlag(FileAttributes.Directory);
            stat = new FileStat(
                (attributes & Strange) != FileAttributes.None ? FileKind.Special
                    : isFolder ? FileKind.Folder
                    : FileKind.Regular,
                attributes.HasFlag(FileAttributes.ReadOnly),
                isFolder ? 0 : file.Length,
                file.LastWriteTimeUtc.Ticks,
                file.CreationTimeUtc.Ticks,
                Id: 0,
                Links: 1);
            return FileFault.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileFault.From(e);
        }
    }

    /// <inheritdoc/>
    public FileFault OpenRead(string path, out SafeFileHandle? handle, out FileStat stat)
    {
        handle = null;
        var fault = Stat(path, out stat);
        if (!fault.IsNone) return fault;
        if (!stat.IsRegular) return new FileFault(FileFaultKind.NotRegular, "it is not a regular file");
        return Open(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, out handle);
    }

    /// <inheritdoc/>
    public FileFault Create(string path, out SafeFileHandle? handle) =>
        Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, out handle);

    /// <inheritdoc/>
    public FileFault OpenWrite(string path, bool exclusive, out SafeFileHandle? handle) =>
        Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, exclusive ? FileShare.None : FileShare.Read,
            out handle);

    /// <inheritdoc/>
    public FileFault RenameToFree(string from, string to) => WindowsNameCalls.Rename(from, to, replace: false);

    /// <inheritdoc/>
    public FileFault Rename(string from, string to) => WindowsNameCalls.Rename(from, to, replace: true);

    /// <inheritdoc/>
    public FileFault Link(string path, string secondName) =>
        new(FileFaultKind.Unsupported, "renaming without replacing is always to be had on Windows");

    /// <inheritdoc/>
    public FileFault Delete(string path)
    {
        try
        {
            System.IO.File.Delete(path);
            return FileFault.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileFault.From(e);
        }
    }

    /// <inheritdoc/>
    public FileFault Flush(SafeFileHandle handle)
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
            return FileFault.None;
        }
        catch (IOException e)
        {
            return FileFault.From(e);
        }
    }

    /// <inheritdoc/>
    public FileFault FlushFolder(string folder) => FileFault.None;

    // OpenRead has not allowed others to write: it would have failed if somebody did.
    /// <inheritdoc/>
    public Writers WritersOf(SafeFileHandle handle, bool checkLocks) => Writers.None;

    private static FileFault Open(
        string path, FileMode mode, FileAccess access, FileShare share, out SafeFileHandle? handle)
    {
        handle = null;
        try
        {
            handle = System.IO.File.OpenHandle(path, mode, access, share);
            return FileFault.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileFault.From(e);
        }
    }
}
