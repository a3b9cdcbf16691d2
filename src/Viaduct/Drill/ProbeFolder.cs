using System.Globalization;
using System.Text;

namespace Viaduct.Cli.Drill;

/// <summary>The folder that a drill's messages are put into, and what lies in it.</summary>
internal sealed class ProbeFolder : IDisposable
{
    private const string Prefix = "probe-";
    private const string Suffix = ".xml";

    private readonly bool _isOwn;

    /// <summary>A folder that is there, or a new one of this machine.</summary>
    /// <param name="path">The folder; null for a new one.</param>
    public ProbeFolder(string? path)
    {
        _isOwn = path is null;
        Path = path is null ? Directory.CreateTempSubdirectory("viaduct-drill-").FullName
            : System.IO.Path.GetFullPath(path);
    }

    /// <summary>The mask of the receive location.</summary>
    public static string Mask => $"{Prefix}*{Suffix}";

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Puts a message in, whole: by a rename.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Put(int number, int key)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:0000000}{Suffix}");
        string staged = System.IO.Path.Combine(Path, $".{name}.tmp");
        File.WriteAllText(staged, ProbeDocument.Write(number, key), new UTF8Encoding(false));
        File.Move(staged, System.IO.Path.Combine(Path, name));
    }

    /// <summary>The numbers of the messages that lie in it, claimed ones included.</summary>
    public HashSet<int> List()
    {
        var numbers = new HashSet<int>();
        foreach (string path in Directory.EnumerateFiles(Path))
        {
            var name = System.IO.Path.GetFileName(path.AsSpan()).TrimStart('.');
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var rest = name[Prefix.Length..];
            int dot = rest.IndexOf('.');
            if (dot > 0 && int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Removes what is left of the drill's messages, and the folder if it is the drill's own.</summary>
    public void Dispose()
    {
        try
        {
            if (_isOwn) Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A few files in a temporary folder are left.
        }
    }
}
