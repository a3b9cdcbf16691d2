namespace Viaduct.Adapters.File;

/// <summary>
/// A file that must have a certain length: a shorter or longer one is a fault and not another message.
/// </summary>
internal sealed class ExactLengthStream(
    FileStream file, long length, string shownName, Func<IOException, bool, IOException> onFault) : Stream
{
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int count;
        try
        {
            count = file.Read(buffer);
        }
        catch (IOException e)
        {
            throw onFault(e, false);
        }

        return Checked(count);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        int count;
        try
        {
            count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw onFault(e, false);
        }

        return Checked(count);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private int Checked(int count)
    {
        _read += count;
        if (_read > length)
            throw Changed($"file {shownName} grew beyond its {length} bytes while it was being taken in.");
        if (count == 0 && _read < length)
            throw Changed($"file {shownName} ended after {_read} of its {length} bytes.");
        return count;
    }

    private IOException Changed(string text) => onFault(new IOException(text), true);
}
