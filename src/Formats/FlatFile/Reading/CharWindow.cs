using System.Buffers;
using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// The part of a file that is at hand, decoded. Positions count characters from the start of the file; what is in front
/// of the part in use is forgotten.
/// </summary>
internal sealed class CharWindow : IAsyncDisposable
{
    /// <summary>How many characters are at hand unless more are wanted.</summary>
    public const int AheadMin = RoomChars;

    private const int FirstChars = 64 << 10;
    private const int BytesAtOnce = 64 << 10;
    private const int RoomChars = 8 << 10;
    private const int MarkMax = 4;

    private Stream _stream;
    private readonly Encoding _fallback;
    private readonly int _ahead;
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(BytesAtOnce);
    private char[] _chars = ArrayPool<char>.Shared.Rent(FirstChars);
    private StrictDecoder? _decoder;
    private long _base;
    private TextPlace _known = new(0, 0, 1, 1);
    private DocumentFaultException? _wrong;
    private int _wrongBytes;
    private int _length;
    private int _byteStart;
    private int _byteEnd;
    private bool _isLast;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="fallback">The encoding of a file that does not show its own.</param>
    /// <param name="ahead">How many characters should be at hand; at least <see cref="AheadMin"/>.</param>
    public CharWindow(Stream stream, Encoding fallback, int ahead = AheadMin) =>
        (_stream, _fallback, _ahead, Encoding) = (stream, fallback, Math.Max(ahead, AheadMin), fallback);

    /// <summary>The encoding, by byte order mark, else the schema's.</summary>
    public Encoding Encoding { get; private set; }

    /// <summary>True if the file begins with a byte order mark.</summary>
    public bool HasMark { get; private set; }

    /// <summary>True if places in bytes are exact: of other encodings the same text may be written in several ways.
    /// </summary>
    public bool CountsExactly => Encoding.IsSingleByte || Encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;

    /// <summary>Where the part at hand begins.</summary>
    public long Start => _base;

    /// <summary>Where the part at hand ends.</summary>
    public long End => _base + _length;

    /// <summary>True if nothing follows it.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The buffer, for a writer that takes arrays.</summary>
    public char[] Buffer => _chars;

    /// <summary>True if so little is at hand behind a position that more should be read.</summary>
    public bool IsLow(long position) => !IsAll && _wrong is null && End - position < _ahead;

    /// <summary>What is at hand from a position on.</summary>
    public ReadOnlySpan<char> From(long position) => _chars.AsSpan(IndexOf(position), (int)(End - position));

    /// <summary>A piece of what is at hand.</summary>
    public ReadOnlySpan<char> Slice(long position, int length) => _chars.AsSpan(IndexOf(position), length);

    /// <summary>Where a position is in the buffer.</summary>
    public int IndexOf(long position) => (int)(position - _base);

    /// <summary>Goes on at a place that an earlier window of the same file has told.</summary>
    /// <param name="place">The place.</param>
    /// <param name="file">The file once more, from its start; it is this window's then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The file can no longer be read.</exception>
    public async ValueTask JumpAsync(TextPlace place, Stream file, CancellationToken cancellationToken)
    {
        await _stream.DisposeAsync();
        _stream = file;
        if (file.CanSeek) file.Seek(place.Byte, SeekOrigin.Begin);
        for (long at = file.CanSeek ? place.Byte : 0; at < place.Byte;)
        {
            int wanted = (int)Math.Min(_bytes.Length, place.Byte - at);
            int read = await file.ReadAsync(_bytes.AsMemory(0, wanted), cancellationToken);
            if (read == 0) throw new IOException($"The file ends at byte {at:N0}, before byte {place.Byte:N0}.");
            at += read;
        }

        (_base, _known) = (place.Position, place);
        (_length, _byteStart, _byteEnd) = (0, 0, 0);
        (_wrong, _isLast, IsAll) = (null, false, false);
        _decoder = StrictDecoder.For(Encoding);
    }

    /// <summary>Reads on.</summary>
    /// <param name="keep">From where on the part at hand is still needed.</param>
    /// <param name="max">How many characters may be at hand at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if that many are at hand already.</returns>
    /// <exception cref="DocumentFaultException">The next bytes are no text.</exception>
    public async ValueTask<bool> FillAsync(long keep, int max, CancellationToken cancellationToken)
    {
        if (IsAll) return true;
        if (_wrong is not null) throw _wrong;
        Forget(keep);
        if (_chars.Length - _length < RoomChars)
        {
            if (_length >= max) return false;
            Grow();
        }

        long before = End;
        while (!IsAll && _wrong is null && End == before)
        {
            if (!_isLast && _byteEnd - _byteStart < MarkMax) await ReadAsync(cancellationToken);
            if (_decoder is null && !_isLast && _byteEnd - _byteStart < MarkMax) continue;
            Decode();
            if (End == before && !_isLast) await ReadAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Reads on, over bytes that are no characters: they count as one that is not there.</summary>
    /// <param name="position">Where the part at hand ends, if such bytes follow it; else from where on it is needed.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask FillOverAsync(long position, CancellationToken cancellationToken)
    {
        if (_wrong is not null)
        {
            var place = Note(End);
            _known = place with { Byte = place.Byte + _wrongBytes, Column = place.Column + 1 };
            _byteStart += _wrongBytes;
            _wrong = null;
        }

        await FillAsync(position, int.MaxValue, cancellationToken);
    }

    /// <summary>A place as a failure names it.</summary>
    public FailurePlace PlaceOf(long position, FlatNode? node)
    {
        var place = PlaceAt(position);
        string? field = node is { Kind: NodeKind.Field } ? node.Name : null;
        return new FailurePlace(place.Line, place.Column, place.Byte, node?.Owner.Name, field);
    }

    /// <summary>The last place noted.</summary>
    public long Known => _known.Position;

    /// <summary>A place at hand, not in front of the last one noted.</summary>
    public TextPlace PlaceAt(long position)
    {
        long to = Math.Clamp(position, _known.Position, End);
        return _known.Behind(Slice(_known.Position, (int)(to - _known.Position)), Encoding);
    }

    /// <summary>Tells a place, and counts from there on: places in front of it are no longer asked for.</summary>
    public TextPlace Note(long position) => _known = PlaceAt(position);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<char>.Shared.Return(_chars);
        return _stream.DisposeAsync();
    }

    private void Forget(long keep)
    {
        int gone = Math.Clamp(IndexOf(keep), 0, _length);
        if (gone < _length / 4 && _chars.Length - _length >= RoomChars) return;
        // A pair of surrogates is counted as one.
        if (gone > 0 && gone < _length && char.IsLowSurrogate(_chars[gone])) gone--;
        if (_known.Position < _base + gone) Note(_base + gone);
        _chars.AsSpan(gone, _length - gone).CopyTo(_chars);
        _base += gone;
        _length -= gone;
    }

    private void Grow()
    {
        char[] larger = ArrayPool<char>.Shared.Rent(_chars.Length * 2);
        _chars.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        _bytes.AsSpan(_byteStart, _byteEnd - _byteStart).CopyTo(_bytes);
        (_byteEnd, _byteStart) = (_byteEnd - _byteStart, 0);
        int read = await _stream.ReadAsync(_bytes.AsMemory(_byteEnd), cancellationToken);
        _byteEnd += read;
        if (read == 0) _isLast = true;
    }

    private void Decode()
    {
        if (_decoder is null) Begin();
        var source = _bytes.AsSpan(_byteStart, _byteEnd - _byteStart);
        var target = _chars.AsSpan(_length);
        int written = _decoder!.Decode(source, target, _isLast, out int read, out int wrong);
        _byteStart += read;
        _length += written;
        // What is in front of them can still be read.
        _wrongBytes = wrong;
        if (wrong > 0) _wrong = new DocumentFaultException(WrongBytes(_bytes.AsSpan(_byteStart, wrong)));
        if (_isLast && _byteStart == _byteEnd) IsAll = true;
    }

    private Failure WrongBytes(ReadOnlySpan<byte> bytes) => new(
        FailureCodes.BadInput,
        $"The bytes {Convert.ToHexString(bytes)} are no character of {Encoding.WebName}. Have the sender write this "
            + "encoding, or name the one that it writes: codepage in the schema, or charset in the configuration.",
        PlaceOf(End, null));

    private void Begin()
    {
        var start = _bytes.AsSpan(_byteStart, _byteEnd - _byteStart);
        bool mayBeWide = _fallback.IsSingleByte || _fallback is UTF8Encoding;
        (Encoding, int mark) = start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Charsets.Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Charsets.Utf32Little, 4),
            [0xFF, 0xFE, ..] => (Charsets.Utf16Little, 2),
            [0xFE, 0xFF, ..] => (Charsets.Utf16Big, 2),
            [not 0, 0, not 0, 0, ..] when mayBeWide => (Charsets.Utf16Little, 0),
            [0, not 0, 0, not 0, ..] when mayBeWide => (Charsets.Utf16Big, 0),
            _ => (_fallback, 0),
        };
        HasMark = mark > 0;
        _byteStart += mark;
        _known = _known with { Byte = mark };
        _decoder = StrictDecoder.For(Encoding);
    }
}
