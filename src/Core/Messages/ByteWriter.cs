using System.Buffers.Binary;
using System.Text;

namespace Viaduct.Core.Messages;

/// <summary>A growing buffer that is written from front to back and used again. Not thread-safe.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer;

    public ByteWriter(int capacity = 256) => _buffer = new byte[capacity];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>
    /// Starts again from the front, keeping the buffer unless it grew beyond <paramref name="keep"/> bytes.
    /// </summary>
    public void Reset(int keep = 8 << 20)
    {
        Length = 0;
        if (_buffer.Length > keep) _buffer = new byte[Math.Min(keep, 1 << 16)];
    }

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>An unsigned number in groups of 7 bits, the lowest first.</summary>
    public void Number(ulong value)
    {
        var span = Reserve(10);
        int n = 0;
        while (value >= 0x80)
        {
            span[n++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[n++] = (byte)value;
        Length += n;
    }

    /// <inheritdoc cref="Number(ulong)"/>
    public void Number(int value) => Number((ulong)(uint)value);

    /// <summary>A signed number, zigzag encoded.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var span = Take(16);
        for (int i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(span[(i * 4)..], bits[i]);
    }

    /// <summary>The text's length in UTF-8 bytes, then the bytes. A lone surrogate becomes U+FFFD.</summary>
    public void Text(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most < 128)
        {
            var span = Reserve(most + 1);
            int n = Encoding.UTF8.GetBytes(value, span[1..]);
            span[0] = (byte)n;
            Length += n + 1;
            return;
        }

        Number(Encoding.UTF8.GetByteCount(value));
        Length += Encoding.UTF8.GetBytes(value, Reserve(most));
    }

    /// <summary>The length, then the bytes.</summary>
    public void Block(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Raw(value);
    }

    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    private Span<byte> Take(int bytes)
    {
        var span = Reserve(bytes);
        Length += bytes;
        return span[..bytes];
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - Length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, checked(Length + bytes)));
        return _buffer.AsSpan(Length);
    }
}
