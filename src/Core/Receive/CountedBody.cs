using Viaduct.Core.Messages;

namespace Viaduct.Core.Receive;

/// <summary>A body that tells how far it has been read, whoever reads it.</summary>
internal sealed class CountedBody(Body body) : Body
{
    private long _read;

    /// <inheritdoc/>
    public override long? Length => body.Length;

    /// <summary>The farthest byte that was read.</summary>
    public long Read => Interlocked.Read(ref _read);

    /// <inheritdoc/>
    public override bool TryGetBytes(out ReadOnlyMemory<byte> bytes) => body.TryGetBytes(out bytes);

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new CountedStream(this, await body.OpenAsync(cancellationToken));

    private int Note(int count, long position)
    {
        if (position > Read) Interlocked.Exchange(ref _read, position);
        return count;
    }

    private sealed class CountedStream(CountedBody counter, Stream inner) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => _position;
            set => Seek(value, SeekOrigin.Begin);
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await inner.ReadAsync(buffer, cancellationToken);
            return counter.Note(count, _position += count);
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            return counter.Note(read, _position += read);
        }

        public override long Seek(long offset, SeekOrigin origin) => _position = inner.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException("A body cannot be changed.");

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("A body cannot be changed.");

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
