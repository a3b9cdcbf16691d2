using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Viaduct.Core.Messages;

/// <summary>
/// Makes version 7 ids (RFC 9562, section 5.7). The random part comes from the operating system in blocks: a call into
/// it for each id was 4 % of the whole cost of a message.
/// </summary>
internal static class Ids
{
    private const int BlockBytes = 1280;
    private const int RandomBytes = 10;

    [ThreadStatic]
    private static byte[]? t_block;

    [ThreadStatic]
    private static int t_used;

    /// <summary>The time that an id was made of; null if it is not of this kind.</summary>
    public static DateTimeOffset? TimeOf(Guid id)
    {
        if (id.Version != 7) return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    /// <summary>A new id that sorts by this time.</summary>
    public static Guid Create(DateTimeOffset time)
    {
        byte[] block = t_block ??= new byte[BlockBytes];
        if (t_used == 0 || t_used + RandomBytes > BlockBytes)
        {
            RandomNumberGenerator.Fill(block);
            t_used = 0;
        }

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, time.ToUnixTimeMilliseconds() << 16);
        block.AsSpan(t_used, RandomBytes).CopyTo(id[6..]);
        t_used += RandomBytes;
        id[6] = (byte)((id[6] & 0x0f) | 0x70);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
