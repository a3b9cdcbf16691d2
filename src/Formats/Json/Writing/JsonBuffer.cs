using System.Buffers;
using System.Text.Unicode;

namespace Viaduct.Formats.Json.Writing;

/// <summary>
/// JSON as UTF-8 that has been written and not yet sent on, so that something can still be put in front of it. Places
/// count bytes from the start of the document.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int FirstBytes = 8 << 10;
    private const int FullBytes = 64 << 10;
    private const int BytesPerCharacter = 3;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;
    private long _gone;

    /// <summary>Where the next byte goes.</summary>
    public long End => _gone + _length;

    /// <summary>True if so much can be sent on that it should be.</summary>
    /// <param name="upTo">Where what must stay begins.</param>
    public bool IsFull(long upTo) => Math.Min(upTo, End) - _gone >= FullBytes;

    /// <summary>What has not been sent on.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Writes what needs no look.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Writes a string in quotes.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        Write("\""u8);
        for (int stop; (stop = text.IndexOfAny(Escaped)) >= 0; text = text[(stop + 1)..])
        {
            Plain(text[..stop]);
            Escape(text[stop]);
        }

        Plain(text);
        Write("\""u8);
    }

    /// <summary>Writes text as it is.</summary>
    public void Plain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        Room(text.Length * BytesPerCharacter);
        Utf8.FromUtf16(text, _bytes.AsSpan(_length), out _, out int written);
        _length += written;
    }

    /// <summary>Puts a byte in front of what has been written since a place.</summary>
    public void Insert(long at, byte value)
    {
        Room(1);
        int index = (int)(at - _gone);
        _bytes.AsSpan(index, _length - index).CopyTo(_bytes.AsSpan(index + 1));
        _bytes[index] = value;
        _length++;
    }

    /// <summary>Sends on what stands in front of a place.</summary>
    public async ValueTask DrainAsync(Stream target, long upTo, CancellationToken cancellationToken)
    {
        int length = (int)(Math.Min(upTo, End) - _gone);
        if (length <= 0) return;
        await target.WriteAsync(_bytes.AsMemory(0, length), cancellationToken);
        _bytes.AsSpan(length, _length - length).CopyTo(_bytes);
        _gone += length;
        _length -= length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '"': Write("\\\""u8); break;
            case '\\': Write("\\\\"u8); break;
            case '\n': Write("\\n"u8); break;
            case '\r': Write("\\r"u8); break;
            case '\t': Write("\\t"u8); break;
            default: Plain($"\\u{(int)c:x4}"); break;
        }
    }

    private void Room(int more)
    {
        if (_bytes.Length - _length >= more) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
