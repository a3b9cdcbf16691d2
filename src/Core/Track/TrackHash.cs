using System.Buffers.Binary;

namespace Viaduct.Core.Track;

/// <summary>
/// The hashes of the index of tracked events. They are stored: never change how they are made. A hash that two things
/// share only means that a row is read for nothing.
/// </summary>
internal static class TrackHash
{
    private const uint Seed = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const uint PortSalt = 0x9e37_79b9;
    private const uint ValueSalt = 0x85eb_ca6b;
    private const uint PrefixSalt = 0xc2b2_ae35;

    /// <summary>The lengths at which the beginning of a property's value has a hash of its own, in bytes.</summary>
    public static ReadOnlySpan<int> PrefixBytes => [4, 8, 16];

    /// <summary>Of an id: the last four bytes of one of version 7 are random.</summary>
    public static uint Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
    }

    /// <summary>Of a text, in UTF-8 (FNV-1a).</summary>
    public static uint Of(ReadOnlySpan<byte> text)
    {
        uint hash = Seed;
        foreach (byte b in text) hash = (hash ^ b) * Prime;
        return hash;
    }

    /// <summary>Of a port or location.</summary>
    /// <param name="name">The hash of its name.</param>
    public static uint OfPort(uint name) => Mix(name ^ PortSalt);

    /// <summary>Of a property with a value.</summary>
    /// <param name="name">The hash of the local name.</param>
    /// <param name="value">The value in UTF-8.</param>
    public static uint OfValue(uint name, ReadOnlySpan<byte> value) => Mix((name * 31) ^ Of(value) ^ ValueSalt);

    /// <summary>Of a property whose value begins so.</summary>
    public static uint OfPrefix(uint name, ReadOnlySpan<byte> prefix) => Mix((name * 31) ^ Of(prefix) ^ PrefixSalt);

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x7feb_352d;
        hash ^= hash >> 15;
        hash *= 0x846c_a68b;
        return hash ^ (hash >> 16);
    }
}
