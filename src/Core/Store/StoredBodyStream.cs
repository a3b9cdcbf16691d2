namespace Viaduct.Core.Store;

/// <summary>Reads a stored body front to back; holds one chunk in memory.</summary>
internal sealed class StoredBodyStream(IBodyStore store, Guid id, long length) : Stream
{
    private byte[] _chunk = [];
    private int _offset;
    private int _next;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("A stored body is read front to back.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read == length || buffer.IsEmpty) return 0;
        if (_offset == _chunk.Length) await NextChunkAsync(cancellationToken);
        int count = Math.Min(buffer.Length, _chunk.Length - _offset);
        _chunk.AsMemory(_offset, count).CopyTo(buffer);
        _offset += count;
        _read += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>For libraries that only read synchronously; blocks one thread for one chunk.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A stored body is read front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("A stored body cannot be changed.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A stored body cannot be changed.");

    private async ValueTask NextChunkAsync(CancellationToken cancellationToken)
    {
        _chunk = await store.ReadAsync(id, _next, cancellationToken)
            ?? throw new IOException(
                $"Chunk {_next} of stored body {id} is missing after {_read:N0} of {length:N0} bytes.");
        (_offset, _next) = (0, _next + 1);
        if (_chunk.Length == 0) throw new IOException($"Chunk {_next - 1} of stored body {id} is empty.");
    }
}
