using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Viaduct.Packaging;

/// <summary>A NuGet package without what packing makes up anew each time: the name of its properties.</summary>
internal static partial class NuGetPackage
{
    private const string Relations = "_rels/.rels";

    /// <summary>The files of a package, as they always are.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Normal(string path)
    {
        var files = Read(path);
        var properties = files.First(file => file.Name.EndsWith(".psmdcp", StringComparison.Ordinal));
        string name = Convert.ToHexStringLower(SHA256.HashData(properties.Content))[..32];
        string folder = properties.Name[..(properties.Name.LastIndexOf('/') + 1)];
        return
        [
            .. files.Select(file => file switch
            {
                var one when one == properties => ($"{folder}{name}.psmdcp", one.Content),
                { Name: Relations } => (Relations, Renamed(file.Content, properties.Name, $"{folder}{name}.psmdcp")),
                _ => file,
            }),
        ];
    }

    private static List<(string Name, byte[] Content)> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var files = new List<(string, byte[])>();
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            files.Add((entry.FullName, content.ToArray()));
        }

        return files;
    }

    // The ids of the relations are made up, too.
    private static byte[] Renamed(byte[] relations, string from, string to)
    {
        string text = Encoding.UTF8.GetString(relations).Replace(from, to, StringComparison.Ordinal);
        int number = 0;
        return Encoding.UTF8.GetBytes(Id().Replace(text, _ => $"Id=\"R{++number}\""));
    }

    [GeneratedRegex("Id=\"R[0-9A-Fa-f]+\"")]
    private static partial Regex Id();
}
