using System.Collections.Concurrent;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Reading;

/// <summary>
/// The names that a reader has met, each kept once, with a limit; used again for the next document, which most likely
/// has the same names. Not thread-safe.
/// </summary>
internal sealed class JsonNames
{
    private const int KeptNames = 4096;
    private const int KeptCharacters = 256 << 10;
    private const int KeptTables = 16;
    private const int LatestNames = 128;

    private static readonly ConcurrentQueue<JsonNames> Pool = new();

    private readonly Dictionary<string, JsonName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonName>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly JsonName?[] _latest = new JsonName?[LatestNames];
    private long _characters;

    private JsonNames() => _bySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A table for one document.</summary>
    public static JsonNames Rent() => Pool.TryDequeue(out var names) ? names : new JsonNames();

    /// <summary>Gives the table back, unless a document has blown it up. No object may be open.</summary>
    public void Return()
    {
        if (_names.Count > KeptNames || _characters > KeptCharacters || Pool.Count >= KeptTables) return;
        // The next reader counts its objects from the start.
        foreach (var name in _names.Values) (name.Scope.Object, name.Scope.Depth) = (0, 0);
        Pool.Enqueue(this);
    }

    /// <summary>The name of these characters.</summary>
    /// <exception cref="DocumentFaultException">The document uses too many different names.</exception>
    public JsonName Of(ReadOnlySpan<char> text)
    {
        // Most names come again and again: for these one look at the likely place takes the place of the hash.
        int likely = text.IsEmpty ? 0 : (text[0] + 7 * text[^1] + 31 * text.Length) & (LatestNames - 1);
        if (_latest[likely] is { } latest && text.SequenceEqual(latest.Text)) return latest;
        if (!_bySpan.TryGetValue(text, out var name))
        {
            if (_names.Count == DocumentLimits.Names) throw DocumentLimits.TooManyNames();
            name = new JsonName(text.ToString());
            _names.Add(name.Text, name);
            _characters += text.Length;
        }

        return _latest[likely] = name;
    }
}
