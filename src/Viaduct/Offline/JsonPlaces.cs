using System.Globalization;
using System.Text.Json;
using System.Xml;
using Viaduct.Formats.Json;

namespace Viaduct.Cli.Offline;

/// <summary>
/// Finds in a JSON file the value that an element was made of, so that a fault of the element is told where its sender
/// can see it. Files in UTF-8; of a larger one than is read here, only the element is told.
/// </summary>
internal sealed class JsonPlaces
{
    private const long BytesMax = 64 << 20;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 10_000, AllowMultipleValues = true };

    private readonly byte[] _bytes;
    private readonly JsonSplit _split;

    private JsonPlaces(byte[] bytes, JsonSplit split) => (_bytes, _split) = (bytes, split);

    /// <summary>Reads a file; null if it is too large.</summary>
    public static async Task<JsonPlaces?> ReadAsync(string file, JsonSplit split, CancellationToken cancellationToken)
    {
        if (new FileInfo(file).Length > BytesMax) return null;
        byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        return new JsonPlaces(bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes, split);
    }

    /// <summary>The value of an element; null if it cannot be found.</summary>
    /// <param name="part">Which document of the file, from 1.</param>
    /// <param name="path">The element; the first step is the root.</param>
    public JsonPlace? Find(int part, IReadOnlyList<ElementStep> path)
    {
        try
        {
            var reader = new Utf8JsonReader(_bytes, Options);
            if (!reader.Read()) return null;
            // The documents of lines follow one another; those of an array are its items.
            if (_split == JsonSplit.Array && !reader.Read()) return null;
            for (int i = 1; _split != JsonSplit.None && i < part; i++)
            {
                reader.Skip();
                if (!reader.Read()) return null;
            }

            return Walk(ref reader, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No UTF-8, or the bad part itself.
            return null;
        }
    }

    private JsonPlace Walk(ref Utf8JsonReader reader, IReadOnlyList<ElementStep> path)
    {
        string pointer = "";
        long at = reader.TokenStartIndex;
        // The root is the document itself, or the only property of it.
        int step = path.Count > 0 && IsWrapped(reader, path[0].Name) ? 0 : 1;
        for (; step < path.Count; step++)
        {
            if (Into(ref reader, path[step]) is not { } further) break;
            pointer += further;
            at = reader.TokenStartIndex;
        }

        return PlaceOf(pointer, at);
    }

    private static bool IsWrapped(Utf8JsonReader reader, string root)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || ElementOf(reader.GetString()!) != root) return false;
        reader.Read();
        reader.Skip();
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Goes to the value of an element in the object or array on which the reader stands.</summary>
    /// <returns>What is added to the pointer; null if it is not there, and the reader has gone astray.</returns>
    private static string? Into(ref Utf8JsonReader reader, ElementStep step)
    {
        if (reader.TokenType == JsonTokenType.StartArray) return IntoItem(ref reader, step.Number);
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (ElementOf(name) != step.Name)
            {
                reader.Skip();
                continue;
            }

            string pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal)
                .Replace("/", "~1", StringComparison.Ordinal);
            if (reader.TokenType != JsonTokenType.StartArray) return step.Number == 1 ? pointer : null;
            return IntoItem(ref reader, step.Number) is { } item ? pointer + item : pointer;
        }

        return null;
    }

    private static string? IntoItem(ref Utf8JsonReader reader, int number)
    {
        for (int i = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == number) return "/" + (i - 1).ToString(CultureInfo.InvariantCulture);
            reader.Skip();
        }

        return null;
    }

    private static string ElementOf(string property) => XmlConvert.EncodeLocalName(property) ?? "";

    private JsonPlace PlaceOf(string pointer, long at)
    {
        var before = _bytes.AsSpan(0, (int)at);
        int lines = before.Count((byte)'\n');
        return new JsonPlace(pointer, lines + 1, at - before.LastIndexOf((byte)'\n'));
    }
}
