using Viaduct.Core.Messages;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>A body without a piece in its middle.</summary>
/// <param name="whole">The body.</param>
/// <param name="headBytes">So many bytes stand before the piece.</param>
/// <param name="rest">The byte behind the piece.</param>
internal sealed class SplicedBody(Body whole, long headBytes, long rest) : Body
{
    private const int JumpBytes = 64 << 10;

    /// <inheritdoc/>
    public override long? Length => whole.Length - rest + headBytes;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await whole.OpenAsync(cancellationToken);
        try
        {
            byte[] head = new byte[headBytes];
            await stream.ReadExactlyAsync(head, cancellationToken);
            await JumpAsync(stream, headBytes, rest, cancellationToken);
            return new SplicedStream(head, stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to a byte of a stream, by reading if there is no other way.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="to">Where it is to stand.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">It ends before.</exception>
    public static async ValueTask JumpAsync(Stream stream, long at, long to, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            stream.Seek(to, SeekOrigin.Begin);
            return;
        }

        byte[] buffer = new byte[JumpBytes];
        while (at < to)
        {
            int count = await stream.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(buffer.Length, to - at)), cancellationToken);
            if (count == 0) throw new IOException($"The document ends at byte {at:N0}, before byte {to:N0}.");
            at += count;
        }
    }
}
