using System.Text;
using Viaduct.Core.Pipelines;

namespace Viaduct.FormatsBench.Contestants;

/// <summary>Schemas and stylesheets in memory.</summary>
internal sealed class MemoryFiles(IReadOnlyDictionary<string, string> files) : IPackageFiles
{
    /// <inheritdoc/>
    public Stream Open(string path) => new MemoryStream(Encoding.UTF8.GetBytes(files[path]));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => [.. files.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public bool Exists(string path) => files.ContainsKey(path);
}
