using System.Text;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>A place in a file, told in all ways.</summary>
/// <param name="Position">In characters from the start, without a byte order mark.</param>
/// <param name="Byte">In bytes from the start.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal readonly record struct TextPlace(long Position, long Byte, long Line, long Column)
{
    /// <summary>The place behind a text that begins here.</summary>
    public TextPlace Behind(ReadOnlySpan<char> text, Encoding encoding)
    {
        int lines = text.Count('\n');
        return new TextPlace(
            Position + text.Length,
            Byte + BytesOf(text, encoding),
            Line + lines,
            lines == 0 ? Column + text.Length : text.Length - text.LastIndexOf('\n'));
    }

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, column {Column}, byte {Byte}";

    private static int BytesOf(ReadOnlySpan<char> text, Encoding encoding)
    {
        if (encoding.IsSingleByte) return text.Length;
        // It may begin or end inside a pair of surrogates.
        if (text.Length > 0 && char.IsLowSurrogate(text[0])) text = text[1..];
        if (text.Length > 0 && char.IsHighSurrogate(text[^1])) text = text[..^1];
        return encoding.GetByteCount(text);
    }
}
