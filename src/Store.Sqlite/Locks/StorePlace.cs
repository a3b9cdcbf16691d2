using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>Whether a database may lie where it is to lie.</summary>
internal static class StorePlace
{
    private const int LinksMax = 40;

    // File systems whose locks or shared memory do not hold for all who see them. FUSE may be anything behind.
    private static readonly HashSet<string> s_shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "9p", "afpfs", "afs", "ceph", "cifs", "coda", "fuse", "fuseblk", "gfs", "gfs2", "glusterfs", "gpfs", "lustre",
        "macfuse", "ncp", "ncpfs", "nfs", "nfs4", "novell", "ocfs2", "osxfuse", "smb", "smb2", "smb3", "smbfs", "v9fs",
        "vboxfs", "vmhgfs", "vxfs", "webdav",
    };

    /// <summary>
    /// Finds the one true path of the database, makes its last folder if need be, and checks the place.
    /// </summary>
    /// <exception cref="StoreRefusedException">The place is not fit; says what to do.</exception>
    public static StoreFiles Check(string path)
    {
        var files = new StoreFiles(WithoutLinks(Path.GetFullPath(path), 0));
        if (Directory.Exists(files.Database))
        {
            throw new StoreRefusedException(
                $"{files.Database} is a folder. Name a file in it, such as {files.Database}/viaduct.db.");
        }
        CheckFolder(files.Folder);
        CheckFileSystem(files.Folder);
        CheckFile(files.Database);
        return files;
    }

    /// <summary>True if a file system of this kind cannot hold a database that several processes use.</summary>
    public static bool IsShared(string format, DriveType type) =>
        type == DriveType.Network || s_shared.Contains(format);

    /// <summary>The path with every link in it followed, also of what is not there yet.</summary>
    private static string WithoutLinks(string full, int links)
    {
        if (links > LinksMax)
        {
            throw new StoreRefusedException($"{full} leads through more than {LinksMax} links. Name the file itself.");
        }
        var root = Path.GetPathRoot(full)!;
        var current = root;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            current = Path.Combine(current, part);
            FileSystemInfo entry = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            if (entry.LinkTarget is { } target)
            {
                var folder = Path.GetDirectoryName(current)!;
                current = WithoutLinks(Path.GetFullPath(target, folder), links + 1);
            }
        }
        return current;
    }

    private static void CheckFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }
        // Only the last one: a missing mount or a mistyped path must not become an empty store somewhere else.
        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw new StoreRefusedException(
                $"The folder {folder} is not there, nor the one above it. Make it, or correct the path of the store.");
        }
        try
        {
            Directory.CreateDirectory(folder);
            LockFile.FlushFolder(Path.GetDirectoryName(folder)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(
                $"The folder {folder} is not there and cannot be made: {failure.Message} Make it for the user that "
                + "Viaduct runs as.",
                failure);
        }
    }

    private static void CheckFileSystem(string folder)
    {
        string format;
        DriveType type;
        try
        {
            var drive = new DriveInfo(folder);
            (format, type) = (drive.DriveFormat, drive.DriveType);
        }
        catch (ArgumentException)
        {
            (format, type) = ("network path", DriveType.Network); // \\server\share
        }
        catch (IOException)
        {
            return; // its kind cannot be found out
        }
        if (IsShared(format, type))
        {
            throw new StoreRefusedException(
                $"{folder} is on a file system of kind \"{format}\", whose locks do not hold between machines. Put the "
                + "file on a local disk, or use PostgreSQL for several machines.");
        }
    }

    private static void CheckFile(string database)
    {
        if (FileFacts.Read(database) is not { } facts)
        {
            return;
        }
        if (facts.Owner != FileFacts.CurrentUser)
        {
            throw new StoreRefusedException(
                $"{database} belongs to another user (number {facts.Owner}). All processes of a group run as one user: "
                + "run Viaduct as that one, or give the file, those beside it and the folder to this one "
                + $"(number {FileFacts.CurrentUser}).");
        }
        if (facts.Names > 1)
        {
            throw new StoreRefusedException(
                $"{database} has {facts.Names} names (hard links): processes that use different ones would not see "
                + "each other's locks. Remove the others.");
        }
    }
}
