using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// Copies pieces out of a file as they are, front to back, so that the file is read once more at most, however many
/// there are.
/// </summary>
internal sealed class PartCutter(Body file, PipelineContext context) : IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;

    // Most files have no bad part.
    private byte[] _buffer = [];
    private Stream? _stream;
    private long _position;

    /// <summary>A piece as a body of its own.</summary>
    /// <param name="from">Its first byte, not in front of the end of the piece before.</param>
    /// <param name="to">Where it ends; null for the end of the file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The file can no longer be read.</exception>
    /// <exception cref="BodyTooLargeException">The piece is longer than a body may be.</exception>
    public ValueTask<Body> CutAsync(long from, long? to, CancellationToken cancellationToken) =>
        CutAsync(from, to, default, cancellationToken);

    /// <summary>A piece as a body of its own, with bytes in front and behind that make it whole.</summary>
    /// <param name="from">Its first byte, not in front of the end of the piece before.</param>
    /// <param name="to">Where it ends; null for the end of the file.</param>
    /// <param name="around">What to put in front of it, and behind it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The file can no longer be read.</exception>
    /// <exception cref="BodyTooLargeException">The piece is longer than a body may be.</exception>
    public async ValueTask<Body> CutAsync(
        long from,
        long? to,
        (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Behind) around,
        CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            _stream = await file.OpenAsync(cancellationToken);
            _buffer = new byte[BufferBytes];
        }

        if (_stream.CanSeek) _position = _stream.Seek(from, SeekOrigin.Begin);
        await CopyAsync(Stream.Null, from, cancellationToken);
        await using var body = context.CreateBody();
        if (!around.Before.IsEmpty) await body.Stream.WriteAsync(around.Before, cancellationToken);
        await CopyAsync(body.Stream, to ?? long.MaxValue, cancellationToken);
        if (!around.Behind.IsEmpty) await body.Stream.WriteAsync(around.Behind, cancellationToken);
        return await body.CompleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? default;

    private async ValueTask CopyAsync(Stream target, long to, CancellationToken cancellationToken)
    {
        while (_position < to)
        {
            int wanted = (int)Math.Min(BufferBytes, to - _position);
            int read = await _stream!.ReadAsync(_buffer.AsMemory(0, wanted), cancellationToken);
            if (read == 0) return;
            await target.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
            _position += read;
        }
    }
}
