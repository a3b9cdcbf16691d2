namespace Viaduct.Core.Store;

/// <summary>Reads a stored body; holds one chunk in memory, and finds any other by its place.</summary>
internal sealed class StoredBodyStream(IBodyStore store, Guid id, long length) : Stream
{
    private byte[] _chunk = [];
    private long _chunkStart;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty) return 0;
        if (_position < _chunkStart || _position >= _chunkStart + _chunk.Length) await LoadAsync(cancellationToken);
        int offset = (int)(_position - _chunkStart);
        int count = Math.Min(buffer.Length, _chunk.Length - offset);
        _chunk.AsMemory(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>For libraries that only read synchronously; blocks one thread for one chunk.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        long from = origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => length };
        if (offset < -from) throw new IOException($"Byte {from + offset:N0} stands before the start of the body.");
        return _position = from + offset;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A stored body cannot be changed.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A stored body cannot be changed.");

    // All chunks but the last have the same size.
    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        int index = (int)(_position / store.ChunkBytes);
        long start = (long)index * store.ChunkBytes;
        byte[] chunk = await store.ReadAsync(id, index, cancellationToken)
            ?? throw new IOException(
                $"Chunk {index} of stored body {id} is missing: it should hold byte {_position:N0} of {length:N0}.");
        if (_position >= start + chunk.Length)
            throw new IOException(
                $"Chunk {index} of stored body {id} ends at byte {start + chunk.Length:N0}, before byte "
                + $"{_position:N0} of {length:N0}.");
        (_chunk, _chunkStart) = (chunk, start);
    }
}
