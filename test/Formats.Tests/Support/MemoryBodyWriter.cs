using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Tests.Support;

/// <summary>Collects a body in memory, or only counts it, and keeps the limit.</summary>
internal sealed class MemoryBodyWriter(long limit, bool keep) : Stream, IBodyWriter
{
    private readonly MemoryStream _bytes = new();

    public long Written { get; private set; }

    public bool IsCompleted { get; private set; }

    public bool IsDisposed { get; private set; }

    public Stream Stream => this;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    public ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        IsCompleted = true;
        return new ValueTask<Body>(Body.From(_bytes.ToArray()));
    }

    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return base.DisposeAsync();
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("Written synchronously.");

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Written += buffer.Length;
        if (Written > limit) throw new BodyTooLargeException(limit);
        if (keep) _bytes.Write(buffer.Span);
        return default;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
