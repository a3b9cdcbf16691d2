using Microsoft.Win32.SafeHandles;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>Locking of files by the operating system. Locks belong to the handle, not to the process.</summary>
internal interface IFileLocking
{
    /// <summary>Opens a file for reading and writing. Not there and not to be created: an invalid handle.</summary>
    /// <exception cref="IOException">It cannot be opened or created.</exception>
    SafeFileHandle Open(string path, bool create);

    /// <summary>Locks the file. False only if it was not to wait and somebody is in the way.</summary>
    bool Lock(SafeFileHandle file, bool wait, bool shared);

    void Unlock(SafeFileHandle file);

    /// <summary>Returns when the names in a folder are durable.</summary>
    void FlushFolder(string path);

    /// <summary>Returns when all that was written is durable.</summary>
    void Flush(SafeFileHandle file);
}
