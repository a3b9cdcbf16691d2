using System.Buffers;
using System.Text.Unicode;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Json.Converting;

/// <summary>Copies a document as it is written into a body of its own, as UTF-8, while it is read.</summary>
internal sealed class JsonCopy : IAsyncDisposable
{
    private const int StepCharacters = 8 << 10;
    private const int BytesPerCharacter = 3;

    private readonly CharWindow _window;
    private readonly JsonReader _reader;
    private readonly PipelineContext _context;
    private IBodyWriter? _body;
    private readonly OutputBuffer _buffer = new();
    private long _copied;

    /// <summary>Begins with the token on which the reader stands.</summary>
    public JsonCopy(CharWindow window, JsonReader reader, PipelineContext context)
    {
        (_window, _reader, _context, _copied) = (window, reader, context, reader.TokenStart);
        reader.Forgetting = CopyTo;
    }

    /// <summary>Writes on if enough has gathered.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public ValueTask DrainAsync(CancellationToken cancellationToken) =>
        _buffer.IsFull ? _buffer.DrainAsync(Target.Stream, cancellationToken) : default;

    /// <summary>The document ends where the reader stands.</summary>
    public void End()
    {
        CopyTo(_reader.Position);
        _reader.Forgetting = null;
    }

    /// <summary>Ends the body.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        await _buffer.DrainAsync(Target.Stream, cancellationToken);
        return await Target.CompleteAsync(cancellationToken);
    }

    /// <summary>Discards what has not been completed.</summary>
    public async ValueTask DisposeAsync()
    {
        _reader.Forgetting = null;
        await _buffer.DisposeAsync();
        if (_body is not null) await _body.DisposeAsync();
    }

    private IBodyWriter Target => _body ??= _context.CreateBody();

    private void CopyTo(long position)
    {
        var text = _window.Slice(_copied, (int)(position - _copied));
        _copied = position;
        byte[] rented = ArrayPool<byte>.Shared.Rent(StepCharacters * BytesPerCharacter);
        while (!text.IsEmpty)
        {
            Utf8.FromUtf16(text, rented, out int read, out int written, replaceInvalidSequences: false);
            _buffer.Write(rented.AsSpan(0, written));
            text = text[read..];
        }

        ArrayPool<byte>.Shared.Return(rented);
    }
}
