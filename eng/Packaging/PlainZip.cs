using System.IO.Compression;

namespace Viaduct.Packaging;

/// <summary>Writes archives whose bytes depend on their files alone: sorted, with one time for all.</summary>
internal static class PlainZip
{
    private const int RegularFile = 0x8000;

    /// <summary>The files of a folder, named from it on.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> FilesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => (
            Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path))),
    ];

    /// <summary>Writes the archive, over what is there.</summary>
    public static void Write(IEnumerable<(string Name, byte[] Content)> files, string output, DateTimeOffset time)
    {
        using var archive = new ZipArchive(File.Create(output), ZipArchiveMode.Create);
        foreach (var (name, content) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(time.UtcDateTime, TimeSpan.Zero);
            // Files that everybody reads, whoever made the archive.
            entry.ExternalAttributes = (RegularFile | Convert.ToInt32("644", 8)) << 16;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }
}
