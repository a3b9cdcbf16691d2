namespace Viaduct.Formats.Xml.Reading;

/// <summary>A character of a document with its byte.</summary>
/// <param name="Byte">The byte, from the start of the document.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
internal readonly record struct BytePlace(long Byte, long Line, long Column)
{
    private const int BufferBytes = 16 << 10;

    /// <summary>Finds a place in a document in UTF-8.</summary>
    /// <param name="stream">The document, from the byte of the place on.</param>
    /// <param name="place">The place.</param>
    /// <param name="behindTag">True for what stands behind the tag that ends behind the place.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The document ends before.</exception>
    public static async ValueTask<BytePlace> FindAsync(
        Stream stream, DocumentPlace place, bool behindTag, CancellationToken cancellationToken)
    {
        var at = new BytePlace(place.Byte, place.FromLine, place.FromColumn);
        byte[] buffer = new byte[BufferBytes];
        bool isThere = false;
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
            for (int i = 0; i < count; i++)
            {
                // Bytes within a character have the place of the next one.
                isThere |= !IsInside(buffer[i]) && (at.Line, at.Column) == (place.Line, place.Column);
                if (isThere && !behindTag) return at;
                at = at.Behind(buffer[i]);
                if (isThere && buffer[i] == '>') return at;
            }

        throw new IOException($"The document ends at byte {at.Byte:N0}, before a place in it that was reached before.");
    }

    private BytePlace Behind(byte b) =>
        b == '\n' ? new BytePlace(Byte + 1, Line + 1, 1)
        : IsInside(b) ? this with { Byte = Byte + 1 }
        : new BytePlace(Byte + 1, Line, Column + (b >= 0xF0 ? 2 : 1));

    private static bool IsInside(byte b) => (b & 0xC0) == 0x80;
}
