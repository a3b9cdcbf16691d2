using System.Security.Cryptography;
using System.Text;

namespace Viaduct.Core.Adapters;

/// <summary>
/// What identifies a source item, as 16 bytes that are unique in the store. The adapter chooses what goes into it
/// (invariant 2): a claim id where the source allows a rename, else what identifies the item at its source.
/// </summary>
public readonly record struct ReceiptKey : IComparable<ReceiptKey>
{
    private readonly UInt128 _value;

    private ReceiptKey(UInt128 value) => _value = value;

    /// <summary>A key from a claim id.</summary>
    public static ReceiptKey FromClaim(Guid claimId)
    {
        Span<byte> bytes = stackalloc byte[16];
        claimId.TryWriteBytes(bytes, bigEndian: true, out _);
        return FromBytes(bytes);
    }

    /// <summary>
    /// A key from identifying texts: the first 16 bytes of the SHA-256 over the length-prefixed texts.
    /// </summary>
    public static ReceiptKey FromText(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return FromBytes(digest[..16]);
    }

    /// <summary>A key from its 16 bytes, big-endian.</summary>
    public static ReceiptKey FromBytes(ReadOnlySpan<byte> bytes) =>
        new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>The 16 bytes, big-endian, so that keys sort as their bytes do.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>Order of the bytes; receipts are inserted in it, so that two processes cannot deadlock.</summary>
    public int CompareTo(ReceiptKey other) => _value.CompareTo(other._value);

    /// <summary>Order of the bytes.</summary>
    public static bool operator <(ReceiptKey left, ReceiptKey right) => left.CompareTo(right) < 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator <=(ReceiptKey left, ReceiptKey right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >(ReceiptKey left, ReceiptKey right) => left.CompareTo(right) > 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >=(ReceiptKey left, ReceiptKey right) => left.CompareTo(right) >= 0;

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => _value.ToString("x32", null);
}
