using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File.Native;

/// <summary>
/// The calls to the file system that must be exact: atomic, never following a link, never opening a pipe, with faults
/// as values. A seam, so that tests can stop between any two of them.
/// </summary>
internal interface INativeFiles
{
    /// <summary>Looks at a name, without following a link.</summary>
    FileFault Stat(string path, out FileStat stat);

    /// <summary>Opens a regular file for reading.</summary>
    FileFault OpenRead(string path, out SafeFileHandle? handle, out FileStat stat);

    /// <summary>Creates a file for writing; the name must be free.</summary>
    FileFault Create(string path, out SafeFileHandle? handle);

    /// <summary>
    /// Opens a regular file for reading and writing, or creates it. With <paramref name="exclusive"/> the handle also
    /// holds a lock against all other such handles, in whatever process, and <see cref="FileFaultKind.Busy"/> says
    /// that another one holds it.
    /// </summary>
    FileFault OpenWrite(string path, bool exclusive, out SafeFileHandle? handle);

    /// <summary>
    /// Renames in one step, failing with <see cref="FileFaultKind.Exists"/> if the new name is taken.
    /// <see cref="FileFaultKind.Unsupported"/> if the file system cannot promise that.
    /// </summary>
    FileFault RenameToFree(string from, string to);

    /// <summary>Renames in one step, replacing whatever file has the new name.</summary>
    FileFault Rename(string from, string to);

    /// <summary>Gives a file a second name; <see cref="FileFaultKind.Exists"/> if that is taken.</summary>
    FileFault Link(string path, string secondName);

    /// <summary>Removes a name.</summary>
    FileFault Delete(string path);

    /// <summary>Makes the bytes of a file survive a power cut.</summary>
    FileFault Flush(SafeFileHandle handle);

    /// <summary>Makes renames, creations and removals in a folder survive a power cut.</summary>
    FileFault FlushFolder(string folder);

    /// <summary>Whether somebody else has the file open for writing.</summary>
    /// <param name="handle">The file, from <see cref="OpenRead"/>.</param>
    /// <param name="checkLocks">True to look for advisory locks too; only for a file that others no longer find, since
    /// looking means holding the lock for a moment.</param>
    Writers WritersOf(SafeFileHandle handle, bool checkLocks);
}
