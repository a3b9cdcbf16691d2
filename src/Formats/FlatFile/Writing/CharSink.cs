using System.Buffers;
using System.Text;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>Gathers characters until they are encoded; what is not encoded yet can still be changed.</summary>
internal sealed class CharSink(OutputBuffer target, Encoding encoding) : IDisposable
{
    private const int FullChars = 8 << 10;

    private char[] _chars = ArrayPool<char>.Shared.Rent(2 * FullChars);

    /// <summary>How many characters are not encoded yet.</summary>
    public int Length { get; private set; }

    /// <summary>True if it is time to encode.</summary>
    public bool IsFull => Length >= FullChars;

    /// <summary>The encoding.</summary>
    public Encoding Encoding => encoding;

    /// <summary>Writes text.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Writes a character several times.</summary>
    public void Fill(char c, int count)
    {
        if (count <= 0) return;
        Room(count)[..count].Fill(c);
        Length += count;
    }

    /// <summary>What has been written from a place on.</summary>
    public Span<char> From(int start) => _chars.AsSpan(start, Length - start);

    /// <summary>Encodes everything.</summary>
    /// <exception cref="EncoderFallbackException">The encoding lacks a character.</exception>
    public void Encode()
    {
        if (Length == 0) return;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(encoding.GetMaxByteCount(Length));
        try
        {
            target.Write(bytes.AsSpan(0, encoding.GetBytes(_chars.AsSpan(0, Length), bytes)));
            Length = 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_chars.Length > 0) ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
    }

    private Span<char> Room(int more)
    {
        if (_chars.Length - Length < more)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, Length + more));
            _chars.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_chars);
            _chars = larger;
        }

        return _chars.AsSpan(Length);
    }
}
