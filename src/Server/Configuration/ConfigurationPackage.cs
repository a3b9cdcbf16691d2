using System.Collections.Frozen;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Files;

namespace Viaduct.Server.Configuration;

/// <summary>
/// A configuration as the store keeps it: the YAML, the environment variables that filled it, and every file it
/// names, in one byte array. Equal configurations give equal bytes, and the hash names them. Immutable and safe for
/// all threads.
/// </summary>
/// <remarks>
/// The bytes are an uncompressed tar archive with fixed times and sorted names, so that any tar program shows what a
/// group runs; the entry <c>.viaduct/package.json</c> names the documents and variables.
/// </remarks>
public sealed class ConfigurationPackage : IPackageFiles
{
    /// <summary>Bytes of a package.</summary>
    public const int BytesMax = 128 << 20;

    /// <summary>Files of a package.</summary>
    public const int FilesMax = 10_000;

    private const string ManifestPath = PackagePath.Reserved + "package.json";
    private const int Format = 1;

    private readonly FrozenDictionary<string, byte[]> _files;

    private ConfigurationPackage(
        ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, byte[]> files, PackageManifest manifest)
    {
        Bytes = bytes;
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        (Documents, Variables) = (manifest.Documents, manifest.Variables);
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The SHA-256 of <see cref="Bytes"/>, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The package.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The paths of the YAML files, in the order in which they are read.</summary>
    public IReadOnlyList<string> Documents { get; }

    /// <summary>
    /// The environment variables that were used, with their values when the configuration was applied.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The paths of all files, sorted ordinally.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a package.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a package that this version reads.</exception>
    public static ConfigurationPackage Read(ReadOnlyMemory<byte> bytes)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        PackageManifest? manifest = null;
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var tar = new TarReader(stream);
            while (tar.GetNextEntry(copyData: true) is { } entry)
            {
                byte[] content = ContentOf(entry);
                if (entry.Name == ManifestPath) manifest = JsonSerializer.Deserialize<PackageManifest>(content);
                else if (!PackagePath.TryResolve("", entry.Name, out string path, out _) || path != entry.Name
                    || !files.TryAdd(path, content) || files.Count > FilesMax)
                    throw new InvalidDataException(
                        $"The configuration package has an entry {entry.Name} that is not allowed.");
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException
            or OverflowException or ArgumentException or NotSupportedException)
        {
            // The reader of archives throws any of them at a damaged header.
            throw new InvalidDataException($"The bytes are no configuration package: {e.Message}", e);
        }

        if (manifest is not { Format: Format, Documents: not null, Variables: not null })
            throw new InvalidDataException(
                "The configuration package was made by another version of Viaduct. Apply it again.");
        return new ConfigurationPackage(bytes, files, manifest);
    }

    /// <inheritdoc/>
    public Stream Open(string path) => _files.TryGetValue(path, out byte[]? content)
        ? new MemoryStream(content, writable: false)
        : throw new FileNotFoundException($"There is no file {path} in the configuration.", path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string prefix = folder.Length == 0 || folder.EndsWith('/') ? folder : folder + "/";
        var inFolder = _files.Keys.Where(p =>
            p.StartsWith(prefix, StringComparison.Ordinal) && p.IndexOf('/', prefix.Length) < 0);
        return [.. inFolder.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public bool Exists(string path) => _files.ContainsKey(path);

    /// <summary>The same with one more document, read after the others; or with another text of it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its YAML.</param>
    public ConfigurationPackage WithDocument(string path, byte[] content)
    {
        var files = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal) { [path] = content };
        return Create([.. Documents.Where(one => one != path), path], Variables, files);
    }

    /// <summary>The same without a document; itself if it has none of this path.</summary>
    public ConfigurationPackage WithoutDocument(string path)
    {
        if (!Documents.Contains(path, StringComparer.Ordinal)) return this;
        var files = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal);
        files.Remove(path);
        return Create([.. Documents.Where(one => one != path)], Variables, files);
    }

    /// <summary>Packs files.</summary>
    internal static ConfigurationPackage Create(
        IReadOnlyList<string> documents,
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, byte[]> files)
    {
        var manifest = new PackageManifest
        {
            Format = Format,
            Documents = documents,
            Variables = variables,
        };
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            Write(tar, ManifestPath, JsonSerializer.SerializeToUtf8Bytes(manifest));
            foreach (var (path, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
                Write(tar, path, content);
        }

        return new ConfigurationPackage(stream.ToArray(), files, manifest);
    }

    private static void Write(TarWriter tar, string path, byte[] content) =>
        tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, path)
    {
        // The format's own time fields; no clock is asked, so that equal content gives equal bytes.
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        DataStream = new MemoryStream(content, writable: false),
    });

    private static byte[] ContentOf(TarEntry entry)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            throw new InvalidDataException($"The configuration package has an entry {entry.Name} that is not a file.");
        if (entry.DataStream is null) return [];
        byte[] content = new byte[entry.DataStream.Length];
        entry.DataStream.ReadExactly(content);
        return content;
    }

    private sealed record PackageManifest
    {
        public int Format { get; init; }

        public IReadOnlyList<string> Documents { get; init; } = [];

        public IReadOnlyDictionary<string, string> Variables { get; init; } =
            new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
