using System.Buffers.Binary;
using System.Text;

namespace Viaduct.Core.Messages;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">
/// From every method: the bytes end early or are not what was written.
/// </exception>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The offset of the next byte.</summary>
    public int Offset { get; private set; }

    public readonly bool AtEnd => Offset == _bytes.Length;

    public byte Byte() => Take(1)[0];

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = Byte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }

        throw new InvalidDataException($"A number at byte {Offset} has more than 10 bytes.");
    }

    public int Int()
    {
        ulong value = Number();
        return value <= int.MaxValue
            ? (int)value
            : throw new InvalidDataException($"A number before byte {Offset} is {value}, above the 32-bit range.");
    }

    public long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public Guid Guid() => new(Take(16), bigEndian: true);

    public decimal Decimal()
    {
        var span = Take(16);
        Span<int> bits = stackalloc int[4];
        for (int i = 0; i < 4; i++) bits[i] = BinaryPrimitives.ReadInt32LittleEndian(span[(i * 4)..]);
        return new decimal(bits);
    }

    public string Text()
    {
        int length = Int();
        return length == 0 ? "" : Encoding.UTF8.GetString(Take(length));
    }

    public ReadOnlySpan<byte> Block() => Take(Int());

    public void Skip(int count) => Take(count);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Offset)
            throw new InvalidDataException(
                $"{count} bytes wanted at byte {Offset} of {_bytes.Length}: the bytes end early.");
        var span = _bytes.Slice(Offset, count);
        Offset += count;
        return span;
    }
}
