using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File.Native;

/// <summary>The calls on Linux.</summary>
internal sealed class LinuxFiles : INativeFiles
{
    /// <inheritdoc/>
    public FileFault Stat(string path, out FileStat stat) => LinuxStatCall.OfPath(path, out stat);

    /// <inheritdoc/>
    public FileFault OpenRead(string path, out SafeFileHandle? handle, out FileStat stat) =>
        LinuxOpenCalls.OpenFile(path, LinuxOpenCalls.ReadOnly, out handle, out stat);

    /// <inheritdoc/>
    public FileFault Create(string path, out SafeFileHandle? handle) =>
        LinuxOpenCalls.OpenFile(
            path, LinuxOpenCalls.WriteOnly | LinuxOpenCalls.Create | LinuxOpenCalls.Exclusive, out handle, out _);

    /// <inheritdoc/>
    public FileFault OpenWrite(string path, bool exclusive, out SafeFileHandle? handle)
    {
        var fault = LinuxOpenCalls.OpenFile(
            path, LinuxOpenCalls.ReadWrite | LinuxOpenCalls.Create, out handle, out _);
        if (handle is null || !exclusive) return fault;
        fault = LinuxUseCalls.LockAlone(handle);
        if (fault.IsNone) return fault;
        handle.Dispose();
        handle = null;
        return fault;
    }

    /// <inheritdoc/>
    public FileFault RenameToFree(string from, string to) => LinuxNameCalls.RenameToFree(from, to);

    /// <inheritdoc/>
    public FileFault Rename(string from, string to) => LinuxNameCalls.Rename(from, to);

    /// <inheritdoc/>
    public FileFault Link(string path, string secondName) => LinuxNameCalls.Link(path, secondName);

    /// <inheritdoc/>
    public FileFault Delete(string path) => LinuxNameCalls.Delete(path);

    /// <inheritdoc/>
    public FileFault Flush(SafeFileHandle handle) => LinuxOpenCalls.Flush(handle);

    /// <inheritdoc/>
    public FileFault FlushFolder(string folder) => LinuxOpenCalls.FlushFolder(folder);

    /// <inheritdoc/>
    public Writers WritersOf(SafeFileHandle handle, bool checkLocks) =>
        checkLocks && LinuxUseCalls.IsLocked(handle) ? Writers.Some : LinuxUseCalls.WritersOf(handle);
}
