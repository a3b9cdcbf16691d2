using System.Text.Encodings.Web;
using System.Text.Json;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>
/// Writes messages of open items to a folder: the context as JSON, and each part with its bytes as they are. The names
/// come from ids and known words only, never from what a message says.
/// </summary>
internal sealed class MessageSaver
{
    private const int NameMax = 64;
    private const int ExtensionMax = 8;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _folder;

    /// <summary>Writes to a folder, which is made if it is not there.</summary>
    public MessageSaver(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Writes one message.</summary>
    /// <param name="operations">Gives the bytes.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The full paths of the files: the context, then the parts.</returns>
    /// <exception cref="IOException">A file is there already, or cannot be written.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(
        IGroupOperations operations, MessageView message, CancellationToken cancellationToken)
    {
        string id = message.Item.Id.ToString("D");
        List<string> paths = [Path.Combine(_folder, $"{id}.context.json")];
        await using (var file = Create(paths[0]))
            await JsonSerializer.SerializeAsync(file, message, Json, cancellationToken);
        for (int i = 0; i < message.Parts.Count; i++)
        {
            var part = message.Parts[i];
            string name = $"{id}.{i + 1}-{SafeName(part.Name)}.{Extension(part)}";
            paths.Add(Path.Combine(_folder, name));
            await using var body = await operations.OpenPartAsync(message.Item.Id, i + 1, cancellationToken);
            await using var file = Create(paths[^1]);
            await body.CopyToAsync(file, cancellationToken);
        }

        return paths;
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous,
            });
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException(
                $"{path} is there already, and nothing is overwritten: save to another folder, or move the file.", e);
        }
    }

    private static string SafeName(string name)
    {
        string safe = string.Concat(
            name.Take(NameMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return safe.Length == 0 ? "part" : safe;
    }

    // By media type: "text/xml; charset=…" is xml, "application/json" is json; anything else is bytes.
    private static string Extension(PartView part)
    {
        string type = (part.ContentType ?? "").Split(';')[0].Trim();
        string word = type[(type.LastIndexOfAny(['/', '+']) + 1)..];
        bool isKnown = word is "xml" or "json" or "pdf" or "csv" or "html" or "png" or "jpeg";
        return isKnown && word.Length <= ExtensionMax ? word : type == "text/plain" ? "txt" : "bin";
    }
}
