using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Viaduct.Core.Messages;

/// <summary>Finds keys by the UTF-8 bytes of their name, so that reading a record makes no text for them.</summary>
internal static class PropertyKeyCache
{
    // Names in records were keys when they were written, so the number is bounded; the limit guards a damaged store.
    private const int Limit = 100_000;

    private static readonly ConcurrentDictionary<string, Names> ByNamespace = new(StringComparer.Ordinal);

    public static PropertyKey Get(string ns, ReadOnlySpan<byte> name)
    {
        var names = ByNamespace.GetOrAdd(ns, static _ => new Names());
        if (names.Lookup.TryGetValue(name, out var key)) return key;
        key = PropertyKey.Get(ns, Encoding.UTF8.GetString(name));
        if (names.Keys.Count < Limit) names.Keys.TryAdd(name.ToArray(), key);
        return key;
    }

    private sealed class Names
    {
        public Names() => Lookup = Keys.GetAlternateLookup<ReadOnlySpan<byte>>();

        public ConcurrentDictionary<byte[], PropertyKey> Keys { get; } = new(BytesComparer.Instance);

        public ConcurrentDictionary<byte[], PropertyKey>.AlternateLookup<ReadOnlySpan<byte>> Lookup { get; }
    }

    private sealed class BytesComparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
