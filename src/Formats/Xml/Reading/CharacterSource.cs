using System.Buffers;
using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// Feeds a parser with characters: decoded strictly, so that a wrong byte is a failure with its place and never a
/// replaced character, and counted, so that no single token can grow without bound inside the parser.
/// </summary>
/// <remarks>
/// The parser pulls synchronously. So that this does not block a thread on a stream, the caller fills the buffer
/// asynchronously before each token (<see cref="IsLow"/>, <see cref="FillAsync"/>); only a token longer than the
/// buffer makes the parser wait for the stream.
/// </remarks>
internal sealed class CharacterSource : TextReader, IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;
    private const int LowBytes = 16 << 10;

    // Beyond the limit the parser may have read this much ahead, into the next token.
    private const int ReadAhead = 64 << 10;

    private readonly Stream? _stream;
    private readonly byte[]? _rented;
    private readonly int _valueMax;
    private readonly StrictDecoder _decoder;
    private ReadOnlyMemory<byte> _bytes;
    private int _next;
    private long _before;
    private bool _ended;
    private bool _closed;
    private char _pending;
    private long _line = 1;
    private long _column = 1;
    private long _token;
    private int _equals;
    private int _quotes;

    private CharacterSource(
        ReadOnlyMemory<byte> bytes, Stream? stream, byte[]? rented, string? contentType, int valueMax)
    {
        (_bytes, _stream, _rented, _valueMax) = (bytes, stream, rented, valueMax);
        _ended = stream is null || bytes.Length < LowBytes;
        (Encoding, _next) = SourceEncoding.Of(bytes.Span, contentType);
        _decoder = StrictDecoder.For(Encoding);
        if (Encoding is UTF8Encoding) Trail = new SourceTrail();
    }

    /// <summary>How the document is encoded.</summary>
    public Encoding Encoding { get; }

    /// <summary>Finds places again; null in an encoding other than UTF-8.</summary>
    public SourceTrail? Trail { get; }

    /// <summary>True if the document has no bytes at all.</summary>
    public bool IsEmpty => _ended && _before == 0 && _bytes.IsEmpty;

    /// <summary>True if the next token might need more bytes than are at hand.</summary>
    public bool IsLow => !_ended && _bytes.Length - _next < LowBytes;

    /// <summary>Opens a body.</summary>
    /// <exception cref="DocumentFaultException">The encoding is unknown or contradicted by the bytes.</exception>
    /// <exception cref="IOException">The body can no longer be read.</exception>
    public static async ValueTask<CharacterSource> OpenAsync(
        Body body, string? contentType, int valueMax, CancellationToken cancellationToken)
    {
        if (body.TryGetBytes(out var bytes)) return Over(bytes, contentType, valueMax);
        var stream = await body.OpenAsync(cancellationToken);
        byte[] rented = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read = await stream.ReadAtLeastAsync(rented, LowBytes, throwOnEndOfStream: false, cancellationToken);
            return new CharacterSource(rented.AsMemory(0, read), stream, rented, contentType, valueMax);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads bytes in memory.</summary>
    /// <exception cref="DocumentFaultException">The encoding is unknown or contradicted by the bytes.</exception>
    public static CharacterSource Over(ReadOnlyMemory<byte> bytes, string? contentType, int valueMax) =>
        new(bytes, null, null, contentType, valueMax);

    /// <summary>Tells that the parser goes on to the next token, or the next piece of a long text.</summary>
    public void StartToken() => (_token, _equals, _quotes) = (0, 0, 0);

    /// <summary>Reads more bytes from the stream.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        int kept = MoveToFront();
        int read = await _stream!.ReadAtLeastAsync(
            _rented.AsMemory(kept), LowBytes, throwOnEndOfStream: false, cancellationToken);
        _ended = read < LowBytes;
        _bytes = _rented.AsMemory(0, kept + read);
    }

    /// <summary>The start of the document, if it is still at hand, with replacements for wrong characters.</summary>
    public string Start() => _before > 0
        ? ""
        : Charsets.DecodeLeniently(Encoding, _bytes.Span[.._next]).TrimStart('\uFEFF');

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (buffer.Length > 1) return _pending == 0 ? Decode(buffer) : TakePending(buffer);
        if (buffer.IsEmpty) return 0;
        if (_pending != 0) return TakePending(buffer);

        // Room for one character, but the next may be a pair of two.
        Span<char> pair = stackalloc char[2];
        int read = Decode(pair);
        if (read == 0) return 0;
        buffer[0] = pair[0];
        if (read == 2) _pending = pair[1];
        return 1;
    }

    /// <summary>Closes the body.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_rented is null || _closed) return;
        _closed = true;
        ArrayPool<byte>.Shared.Return(_rented);
        await _stream!.DisposeAsync();
    }

    private int TakePending(Span<char> buffer)
    {
        (buffer[0], _pending) = (_pending, '\0');
        return 1;
    }

    private int Decode(Span<char> target)
    {
        while (true)
        {
            var source = _bytes.Span[_next..];
            int written = _decoder.Decode(source, target, _ended, out int read, out int wrong);
            if (written > 0)
            {
                Trail?.Note(new BytePlace(_before + _next, _line, _column));
                Trail?.Take(target[..written]);
                _next += read;
                Count(target[..written]);
                return written;
            }

            if (wrong > 0) throw WrongBytes(source, read, wrong);
            _next += read;
            if (_ended) return 0;
            Fill();
        }
    }

    private DocumentFaultException WrongBytes(ReadOnlySpan<byte> source, int good, int wrong)
    {
        Position(Charsets.DecodeLeniently(Encoding, source[..good]));
        string shown = Convert.ToHexString(source.Slice(good, Math.Min(wrong, source.Length - good)));
        return new DocumentFaultException(new Failure(
            FailureCodes.BadInput,
            $"The document is read as {Encoding.WebName}, but what stands here is no character of it: 0x{shown}. Have "
                + "the sender encode the document as it says, or say how it is encoded.",
            new FailurePlace(_line, _column, _before + _next + good)));
    }

    private void Fill()
    {
        int kept = MoveToFront();
        int read = _stream!.Read(_rented.AsSpan(kept));
        _ended = read == 0;
        _bytes = _rented.AsMemory(0, kept + read);
    }

    private int MoveToFront()
    {
        int kept = _bytes.Length - _next;
        _bytes.Span[_next..].CopyTo(_rented);
        (_before, _next) = (_before + _next, 0);
        return kept;
    }

    private void Count(ReadOnlySpan<char> read)
    {
        Position(read);
        _token += read.Length;
        if (_token > ReadAhead) CountAttributes(read);
        if (_token > (long)_valueMax + ReadAhead) throw DocumentLimits.ValueTooLong(_valueMax, Place());
    }

    // The parser takes quadratic time for the attributes of one element, before anybody can see how many there are. A
    // long run of '=' and quotes without a '<' can be little else.
    private void CountAttributes(ReadOnlySpan<char> read)
    {
        if (read.Contains('<')) (_equals, _quotes) = (0, 0);
        _equals += read.Count('=');
        _quotes += read.Count('"') + read.Count('\'');
        if (_equals > DocumentLimits.Attributes && _quotes > 2 * DocumentLimits.Attributes)
            throw DocumentLimits.TooManyAttributes(Place());
    }

    private void Position(ReadOnlySpan<char> read)
    {
        int last = read.LastIndexOf('\n');
        if (last < 0)
        {
            _column += read.Length;
            return;
        }

        _line += read.Count('\n');
        _column = read.Length - last;
    }

    private FailurePlace Place() => new(_line, _column, _before + _next);
}
