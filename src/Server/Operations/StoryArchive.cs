using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Viaduct.Server.Operations;

/// <summary>
/// Writes the files of a story one after the other, with their hashes. The names come from numbers and known words;
/// what a configuration or a message says comes in as safe characters only.
/// </summary>
/// <param name="archive">The archive, made front to back.</param>
/// <param name="writer">Where it goes.</param>
/// <param name="now">The time of the files.</param>
internal sealed class StoryArchive(ZipArchive archive, PipeWriter writer, DateTimeOffset now)
{
    private const int CopyBytes = 128 << 10;
    private const int NameMax = 48;

    private readonly List<StoryFile> _files = [];

    /// <summary>What has been written.</summary>
    public IReadOnlyList<StoryFile> Files => _files;

    /// <summary>Letters, digits, dots, dashes and underscores of a name; an underscore for all else.</summary>
    public static string Safe(string name)
    {
        string safe = string.Concat(
            name.Take(NameMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        return safe.Trim('.').Length == 0 ? "_" : safe.Trim('.');
    }

    /// <summary>Adds a record.</summary>
    public Task AddAsync<T>(string name, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AddAsync(
            name, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, type), writable: false),
            cancellationToken);

    /// <summary>Adds a text.</summary>
    public Task AddAsync(string name, string text, CancellationToken cancellationToken) =>
        AddAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false), cancellationToken);

    /// <summary>
    /// Adds bytes, in bounded memory. If they end early, as much as there was stays, and the manifest says so.
    /// </summary>
    public async Task AddAsync(string name, Stream bytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = now;
        long length = 0;
        string? missing = null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            await using var file = await entry.OpenAsync(cancellationToken);
            await using (bytes)
            {
                while (true)
                {
                    int read;
                    try
                    {
                        read = await bytes.ReadAsync(buffer, cancellationToken);
                    }
                    catch (IOException e)
                    {
                        missing = e.Message;
                        break;
                    }

                    if (read == 0) break;
                    if ((await writer.FlushAsync(cancellationToken)).IsCompleted)
                        throw new IOException("Nobody reads the story any more.");
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    length += read;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _files.Add(new StoryFile(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()), missing));
    }
}
