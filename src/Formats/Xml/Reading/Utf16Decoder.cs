using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Decodes UTF-16, in which only halves of pairs can be wrong. Keeps no state, so one serves all.</summary>
internal sealed class Utf16Decoder : StrictDecoder
{
    /// <summary>Low byte first.</summary>
    public static readonly Utf16Decoder Little = new(isSwapped: !BitConverter.IsLittleEndian);

    /// <summary>High byte first.</summary>
    public static readonly Utf16Decoder Big = new(isSwapped: BitConverter.IsLittleEndian);

    private readonly bool _isSwapped;

    private Utf16Decoder(bool isSwapped) => _isSwapped = isSwapped;

    /// <inheritdoc/>
    public override int Decode(
        ReadOnlySpan<byte> source, Span<char> target, bool isLast, out int read, out int wrong)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(source);
        int length = Math.Min(units.Length, target.Length);
        units[..length].CopyTo(MemoryMarshal.Cast<char, ushort>(target));
        if (_isSwapped)
            BinaryPrimitives.ReverseEndianness(units[..length], MemoryMarshal.Cast<char, ushort>(target)[..length]);
        int good = GoodLength(target[..length]);
        read = good * sizeof(char);
        wrong = good > 0 ? 0 : WrongLength(target[..length], source.Length, isLast);
        return good;
    }

    // Up to the first half of a pair, which may be a whole one cut by the end of the buffer.
    private static int GoodLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (text[at..].IndexOfAnyInRange('\uD800', '\uDFFF') is var next and >= 0)
        {
            at += next;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return at;
            at += 2;
        }

        return text.Length;
    }

    private static int WrongLength(ReadOnlySpan<char> text, int bytes, bool isLast)
    {
        if (text.IsEmpty) return isLast ? bytes : 0;
        bool mayBePair = char.IsHighSurrogate(text[0]) && text.Length < 2;
        return mayBePair && !isLast ? 0 : sizeof(char);
    }
}
