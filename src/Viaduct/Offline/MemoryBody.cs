using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>A message that is looked at and forgotten.</summary>
/// <param name="bytesMax">It may have so many bytes.</param>
internal sealed class MemoryBody(long bytesMax) : MemoryStream, IBodyWriter
{
    /// <inheritdoc/>
    public Stream Stream => this;

    /// <inheritdoc/>
    public ValueTask<Body> CompleteAsync(CancellationToken cancellationToken) => new(Body.From(ToArray()));

    public override void Write(byte[] buffer, int offset, int count)
    {
        Count(count);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Count(count);
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    private void Count(int more)
    {
        if (Position + more > bytesMax) throw new BodyTooLargeException(bytesMax);
    }
}
