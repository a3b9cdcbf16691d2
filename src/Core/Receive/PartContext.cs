using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>
/// What a disassembler may use while parts are only looked at: as long as no bodies are wanted, what it writes is
/// counted and forgotten.
/// </summary>
internal sealed class PartContext(PipelineContext real) : PipelineContext
{
    /// <summary>False to forget what is written.</summary>
    public bool MakesBodies { get; set; }

    /// <inheritdoc/>
    public override PipelineLimits Limits => real.Limits;

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => MakesBodies ? real.CreateBody() : new NoBody(real.Limits.BodyBytes);

    private sealed class NoBody(long max) : Stream, IBodyWriter
    {
        private long _length;

        public Stream Stream => this;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException("A body is written front to back.");
        }

        public ValueTask<Body> CompleteAsync(CancellationToken cancellationToken) => new(Body.Empty);

        public override void Write(ReadOnlySpan<byte> buffer) => Count(buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => Count(count);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count(buffer.Length);
            return default;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Count(count);
            return Task.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("A body that is being written cannot be read.");

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException("A body is written front to back.");

        public override void SetLength(long value) =>
            throw new NotSupportedException("A body is written front to back.");

        private void Count(int bytes)
        {
            if ((_length += bytes) > max) throw new BodyTooLargeException(max);
        }
    }
}
