using System.Buffers;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Store;

/// <summary>
/// Collects a new body: in memory up to a limit, beyond it in the store, chunk by chunk, so that memory does not grow.
/// </summary>
internal sealed class BodyWriter : Stream, IBodyWriter
{
    private readonly IBodyStore _store;
    private readonly SessionId _session;
    private readonly PipelineLimits _limits;
    private readonly TimeProvider _time;
    private readonly List<StoredBody>? _made;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _buffered;
    private long _total;
    private int _chunks;
    private Guid _bodyId;
    private bool _completed;

    /// <param name="store">Where large bodies go.</param>
    /// <param name="session">Whose they are until they are published.</param>
    /// <param name="limits">What is large, and too large.</param>
    /// <param name="time">Gives ids their time.</param>
    /// <param name="made">Gets the body if it is stored; null: nobody wants to know.</param>
    public BodyWriter(
        IBodyStore store, SessionId session, PipelineLimits limits, TimeProvider time, List<StoredBody>? made = null) =>
        (_store, _session, _limits, _time, _made) = (store, session, limits, time, made);

    /// <inheritdoc/>
    public Stream Stream => this;

    /// <summary>True if chunks have gone to the store.</summary>
    private bool IsStored => _chunks > 0;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _total;

    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException("A body is written front to back.");
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_total + buffer.Length > _limits.BodyBytes) throw new BodyTooLargeException(_limits.BodyBytes);
        while (!buffer.IsEmpty)
        {
            if (_buffered == _store.ChunkBytes) await FlushChunkAsync(cancellationToken);
            int count = Math.Min(buffer.Length, _store.ChunkBytes - _buffered);
            Reserve(count);
            buffer.Span[..count].CopyTo(_buffer.AsSpan(_buffered));
            (_buffered, _total, buffer) = (_buffered + count, _total + count, buffer[count..]);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>For libraries that only write synchronously; blocks one thread while a chunk is stored.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        var task = WriteAsync(buffer.AsMemory(offset, count), CancellationToken.None);
        if (task.IsCompletedSuccessfully) return;
        task.AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public async ValueTask<Body> CompleteAsync(CancellationToken cancellationToken)
    {
        _completed = true;
        if (!IsStored && _buffered <= _limits.InlineBytes)
            return Body.From(_buffer.AsSpan(0, _buffered).ToArray());
        if (_buffered > 0) await FlushChunkAsync(cancellationToken);
        var body = new StoredBody(_store, _bodyId, _total, isNew: true);
        _made?.Add(body);
        return body;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body that is being written cannot be read.");

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A body is written front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("A body is written front to back.");

    public override async ValueTask DisposeAsync()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        if (IsStored && !_completed)
        {
            _completed = true;
            await DiscardAsync();
        }

        await base.DisposeAsync();
    }

    private async ValueTask DiscardAsync()
    {
        try
        {
            await _store.DiscardAsync(_session, _bodyId, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Clean-up removes what no message names.
        }
    }

    private async ValueTask FlushChunkAsync(CancellationToken cancellationToken)
    {
        if (_chunks == 0) _bodyId = Ids.Create(_time.GetUtcNow());
        await _store.AppendAsync(_session, _bodyId, _chunks, _buffer.AsMemory(0, _buffered), cancellationToken);
        _chunks++;
        _buffered = 0;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _buffered >= count) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _buffered + count));
        _buffer.AsSpan(0, _buffered).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
