using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Viaduct.Server.Operations;

/// <summary>
/// The place where a page ended, as callers carry it to the next call: a place behind a digest of what was asked for,
/// so
/// that it cannot be taken to another list by mistake. It gives nobody anything that he may not see anyhow.
/// </summary>
internal static class PageToken
{
    private const byte Version = 1;
    private const int DigestBytes = 8;
    private const int PlaceBytes = 16;

    /// <summary>Writes a place.</summary>
    /// <param name="asked">What was asked for, without the place.</param>
    /// <param name="high">The place.</param>
    /// <param name="low">The place, finer.</param>
    public static string Write(string asked, ulong high, ulong low)
    {
        Span<byte> token = stackalloc byte[1 + DigestBytes + PlaceBytes];
        token[0] = Version;
        Digest(asked).CopyTo(token[1..]);
        BinaryPrimitives.WriteUInt64BigEndian(token[(1 + DigestBytes)..], high);
        BinaryPrimitives.WriteUInt64BigEndian(token[(1 + DigestBytes + 8)..], low);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a place; null for none.</summary>
    /// <exception cref="Client.ViaductException">It is no place in such a list.</exception>
    public static (ulong High, ulong Low)? Read(string asked, string? text)
    {
        if (text is null) return null;
        Span<byte> token = stackalloc byte[1 + DigestBytes + PlaceBytes];
        bool fits = text.Length <= 64 && Base64Url.IsValid(text, out int length) && length == token.Length
            && Base64Url.TryDecodeFromChars(text, token, out _) && token[0] == Version
            && token.Slice(1, DigestBytes).SequenceEqual(Digest(asked));
        if (!fits)
            throw Problems.BadRequest(
                "'after' is not what a page of this list gave as 'next'. Give it as it was, with the same filter and "
                + "order, or leave it out for the first page.");
        return (
            BinaryPrimitives.ReadUInt64BigEndian(token[(1 + DigestBytes)..]),
            BinaryPrimitives.ReadUInt64BigEndian(token[(1 + DigestBytes + 8)..]));
    }

    private static byte[] Digest(string asked) => SHA256.HashData(Encoding.UTF8.GetBytes(asked))[..DigestBytes];
}
