using System.Security.Cryptography;
using System.Text;
using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Files;

/// <summary>
/// Notes what somebody asks of files, and what they hold: equal notes mean that the same would be made of them again.
/// </summary>
/// <param name="files">The files.</param>
internal sealed class RecordedFiles(IPackageFiles files) : IPackageFiles
{
    private readonly SortedDictionary<string, string> _seen = new(StringComparer.Ordinal);

    /// <summary>A digest of all that was asked for; empty if nothing was.</summary>
    public string Digest
    {
        get
        {
            if (_seen.Count == 0) return "";
            string text = string.Join('\n', _seen.Select(one => $"{one.Key}\0{one.Value}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <inheritdoc/>
    public Stream Open(string path)
    {
        if (_seen.ContainsKey("open " + path)) return files.Open(path);
        _seen["open " + path] = "";
        using (var content = files.Open(path))
            _seen["open " + path] = Convert.ToHexStringLower(SHA256.HashData(content));
        return files.Open(path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        var paths = files.List(folder);
        _seen["list " + folder] = string.Join('\0', paths);
        return paths;
    }

    /// <inheritdoc/>
    public bool Exists(string path)
    {
        bool exists = files.Exists(path);
        _seen["exists " + path] = exists ? "yes" : "";
        return exists;
    }
}
