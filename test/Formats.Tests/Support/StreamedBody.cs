using Viaduct.Core.Messages;

namespace Viaduct.Formats.Tests.Support;

/// <summary>A body that is only to be had as a stream, which the test makes.</summary>
internal sealed class StreamedBody(Func<Stream> open) : Body
{
    public override long? Length => null;

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(open());

    /// <summary>A stream that gives a few bytes at a time.</summary>
    public static StreamedBody InPieces(byte[] bytes, int piece) => new(() => new PieceStream(bytes, piece));

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
