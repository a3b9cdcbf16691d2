using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Files;

/// <summary>
/// The files of a folder on disk, each read once: what was checked is what is packed. Links are followed as long as
/// they stay in the folder.
/// </summary>
internal sealed class FolderFiles(string root) : IPackageFiles
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytesMax = 16 << 20;

    private readonly string _root = RealPath(Path.GetFullPath(root));
    private readonly SortedDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    /// <summary>Every file that was opened.</summary>
    public IReadOnlyDictionary<string, byte[]> Read => _read;

    public Stream Open(string path) => new MemoryStream(Bytes(path), writable: false);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="FileNotFoundException">It is not there, or its link leads out of the folder.</exception>
    /// <exception cref="InvalidDataException">It is too large, or no regular file.</exception>
    public byte[] Bytes(string path)
    {
        if (_read.TryGetValue(path, out byte[]? bytes)) return bytes;
        string file = Locate(path)
            ?? throw new FileNotFoundException($"There is no file {path} in the configuration.", path);
        if (!RegularFiles.Contains(file))
            throw new InvalidDataException(
                $"The file {path} is a pipe, a socket or a device, and only regular files are read. "
                + "Put the file itself there.");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        bytes = ReadAll(stream, path);
        return _read[path] = bytes;
    }

    public IReadOnlyList<string> List(string folder)
    {
        if (!PackagePath.TryResolve("", folder.Length == 0 ? "." : folder, out string full, out _)) return [];
        var directory = new DirectoryInfo(Path.Combine(_root, full));
        if (!directory.Exists) return [];
        string prefix = full.Length == 0 ? "" : full + "/";
        return [.. directory.EnumerateFiles().Select(f => prefix + f.Name).Where(Exists).Order(StringComparer.Ordinal)];
    }

    public bool Exists(string path) => _read.ContainsKey(path) || Locate(path) is not null;

    private string? Locate(string path)
    {
        if (!PackagePath.TryResolve("", path, out string full, out _) || full != path) return null;
        string file = Path.Combine(_root, full);
        if (!File.Exists(file)) return null;
        try
        {
            string real = RealPath(file);
            return real.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? real : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link that leads in circles, or a folder on its way that may not be looked into.
            return null;
        }
    }

    // A file may grow while it is read: the limit counts what is read, not what the folder says.
    private static byte[] ReadAll(FileStream stream, string path)
    {
        using var all = new MemoryStream();
        byte[] part = new byte[64 << 10];
        for (int count; (count = stream.Read(part)) > 0;)
        {
            all.Write(part, 0, count);
            if (all.Length > FileBytesMax)
                throw new InvalidDataException($"The file {path} has more than {FileBytesMax:N0} bytes.");
        }

        return all.ToArray();
    }

    // Resolves links in every part of the path, as a folder mounted by an orchestrator has them.
    private static string RealPath(string path)
    {
        string real = Path.GetPathRoot(path)!;
        string[] parts = path[real.Length..].Split(
            Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (string part in parts)
        {
            string next = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : next;
        }

        return real;
    }
}
