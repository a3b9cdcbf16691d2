using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>The files of a folder and those around it, as they are on the disk.</summary>
internal sealed class DiskFiles(string folder) : IPackageFiles
{
    /// <inheritdoc/>
    public string RelativeTo => $"the folder of the first file that the command names, {FullPath(".")}";

    /// <inheritdoc/>
    public Stream Open(string path) => File.OpenRead(FullPath(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        string full = FullPath(folder);
        if (!Directory.Exists(full)) return [];
        string prefix = folder is "." or "" ? "" : folder.TrimEnd('/') + "/";
        return
        [
            .. Directory.EnumerateFiles(full).Select(file => prefix + Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(FullPath(path));

    private string FullPath(string path) => Path.GetFullPath(path, folder);
}
