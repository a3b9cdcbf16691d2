using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>Files that are held in memory.</summary>
internal sealed class HeldFiles : IPackageFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Adds one.</summary>
    public void Add(string path, byte[] bytes) => _files[path] = bytes;

    /// <inheritdoc/>
    public Stream Open(string path) => _files.TryGetValue(path, out byte[]? bytes)
        ? new MemoryStream(bytes, writable: false)
        : throw new FileNotFoundException($"There is no file {path}.", path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => [];

    /// <inheritdoc/>
    public bool Exists(string path) => _files.ContainsKey(path);
}
