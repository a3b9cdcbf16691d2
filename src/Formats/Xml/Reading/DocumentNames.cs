using System.Collections.Concurrent;
using System.Xml;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// The names that a parser has met, each kept once. Unlike the library's table it has a limit, and it is used again
/// for the next document, which most likely has the same names. Not thread-safe.
/// </summary>
internal sealed class DocumentNames : XmlNameTable
{
    private const int KeptNames = 4096;
    private const int KeptCharacters = 256 << 10;
    private const int KeptTables = 16;
    private const int LatestNames = 128;

    private static readonly ConcurrentQueue<DocumentNames> Pool = new();

    private int[] _buckets = new int[256];
    private Entry[] _entries = new Entry[256];
    private readonly string?[] _latest = new string?[LatestNames];
    private int _count;
    private long _characters;

    private DocumentNames() => Settings = new XmlReaderSettings
    {
        NameTable = this,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Document,
        CheckCharacters = true,
    };

    /// <summary>The settings of every parser here: no DTD, nothing from outside, these names.</summary>
    public XmlReaderSettings Settings { get; }

    /// <summary>A table for one document.</summary>
    public static DocumentNames Rent() => Pool.TryDequeue(out var names) ? names : new DocumentNames();

    /// <summary>Gives the table back, unless a document has blown it up.</summary>
    public void Return()
    {
        if (_count <= KeptNames && _characters <= KeptCharacters && Pool.Count < KeptTables) Pool.Enqueue(this);
    }

    /// <inheritdoc/>
    public override string Add(char[] array, int offset, int length) => Add(array.AsSpan(offset, length), null);

    /// <inheritdoc/>
    public override string Add(string array) => Add(array.AsSpan(), array);

    /// <inheritdoc/>
    public override string? Get(char[] array, int offset, int length) => Find(array.AsSpan(offset, length), out _);

    /// <inheritdoc/>
    public override string? Get(string array) => Find(array.AsSpan(), out _);

    // The hash is keyed at random per process, so nobody can send names that all fall into one bucket.
    private string? Find(ReadOnlySpan<char> name, out int hash)
    {
        hash = 0;
        if (name.IsEmpty) return "";
        hash = string.GetHashCode(name, StringComparison.Ordinal);
        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
            if (_entries[i].Hash == hash && name.SequenceEqual(_entries[i].Name)) return _entries[i].Name;
        return null;
    }

    private string Add(ReadOnlySpan<char> name, string? kept)
    {
        if (name.IsEmpty) return "";
        // Most names come again and again: for these one look at the likely place takes the place of the hash.
        ref string? latest = ref _latest[(name[0] + 7 * name[^1] + 31 * name.Length) & (LatestNames - 1)];
        if (latest is not null && name.SequenceEqual(latest)) return latest;
        return latest = Find(name, out int hash) ?? AddNew(name, hash, kept);
    }

    private string AddNew(ReadOnlySpan<char> name, int hash, string? kept)
    {
        if (_count == DocumentLimits.Names) throw DocumentLimits.TooManyNames();
        if (_count == _entries.Length) Grow();
        kept ??= new string(name);
        ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_count] = new Entry(kept, hash, bucket - 1);
        bucket = ++_count;
        _characters += kept.Length;
        return kept;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (int i = 0; i < _count; i++)
        {
            ref int bucket = ref _buckets[_entries[i].Hash & (_buckets.Length - 1)];
            _entries[i] = _entries[i] with { Next = bucket - 1 };
            bucket = i + 1;
        }
    }

    private readonly record struct Entry(string Name, int Hash, int Next);
}
