using System.Text;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Turns bytes into characters, and stops at the first byte that is none.</summary>
internal abstract class StrictDecoder
{
    /// <summary>The decoder of an encoding.</summary>
    public static StrictDecoder For(Encoding encoding) => encoding switch
    {
        UTF8Encoding => Utf8Decoder.Instance,
        _ when ReferenceEquals(encoding, Charsets.Utf16Little) => Utf16Decoder.Little,
        _ when ReferenceEquals(encoding, Charsets.Utf16Big) => Utf16Decoder.Big,
        _ => new PageDecoder(encoding),
    };

    /// <summary>Decodes as much as there is room for.</summary>
    /// <param name="source">The bytes that have not been read yet.</param>
    /// <param name="target">Room for at least two characters.</param>
    /// <param name="isLast">True if no more bytes follow.</param>
    /// <param name="read">How many bytes have been read; with wrong bytes, how many good ones are before them.</param>
    /// <param name="wrong">How many bytes are wrong, or 0. Told when no good character has been written.</param>
    /// <returns>How many characters have been written; 0 if more bytes are needed, at the end, or if some are
    /// wrong.</returns>
    public abstract int Decode(
        ReadOnlySpan<byte> source, Span<char> target, bool isLast, out int read, out int wrong);
}
