namespace Viaduct.Support;

/// <summary>A folder of its own for one test, removed with all it holds at the end.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Creates the folder.</summary>
    public TempFolder() => Path = Directory.CreateTempSubdirectory("viaduct-").FullName;

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The full path of a file or folder in it; nothing is created.</summary>
    public string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Creates a folder in it and gives its full path.</summary>
    public string Folder(params string[] parts) => Directory.CreateDirectory(PathOf(parts)).FullName;

    /// <summary>Writes a text file (UTF-8, no byte order mark), creating its folder, and gives its full path.</summary>
    public string Write(string relativePath, string content)
    {
        var path = PathOf(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
