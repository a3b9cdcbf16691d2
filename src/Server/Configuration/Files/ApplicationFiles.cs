using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Files;

/// <summary>The files as an application's configuration names them: from the folder of its document.</summary>
internal sealed class ApplicationFiles(IPackageFiles files, string folder) : IPackageFiles
{
    public string Folder => folder;

    public Stream Open(string path)
    {
        if (PackagePath.TryResolve(folder, path, out string full, out string why)) return files.Open(full);
        throw new FileNotFoundException($"The path {path} is not allowed. {why}", path);
    }

    public IReadOnlyList<string> List(string path)
    {
        string written = path.TrimEnd('/');
        if (!PackagePath.TryResolve(folder, written.Length == 0 ? "." : written, out string full, out _)) return [];
        string prefix = written.Length == 0 ? "" : written + "/";
        return [.. files.List(full).Select(f => prefix + f[(f.LastIndexOf('/') + 1)..])];
    }

    public bool Exists(string path) =>
        PackagePath.TryResolve(folder, path, out string full, out _) && files.Exists(full);
}
