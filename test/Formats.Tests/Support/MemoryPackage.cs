using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Tests.Support;

/// <summary>A package whose files are in memory, or in a folder of the disk.</summary>
internal sealed class MemoryPackage : IPackageFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public MemoryPackage Add(string path, string text) => Add(path, System.Text.Encoding.UTF8.GetBytes(text));

    public MemoryPackage Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    public static MemoryPackage Of(string folder)
    {
        var package = new MemoryPackage();
        foreach (string file in Directory.EnumerateFiles(folder, "*.xsd", SearchOption.AllDirectories))
            package.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        return package;
    }

    public Stream Open(string path) => _files.TryGetValue(path, out byte[]? bytes)
        ? new MemoryStream(bytes, writable: false)
        : throw new FileNotFoundException($"The package has no file '{path}'.");

    public IReadOnlyList<string> List(string folder) =>
    [
        .. _files.Keys.Where(path => path.LastIndexOf('/') is var slash
            && (slash < 0 ? folder == "." : path[..slash] == folder)),
    ];

    public bool Exists(string path) => _files.ContainsKey(path);
}
