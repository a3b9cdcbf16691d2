using System.Text;

namespace Viaduct.Formats.Tests.Support;

/// <summary>A document of any size: a start, a middle again and again, an end. Measures on its way.</summary>
internal sealed class RepeatingStream(string start, string middle, string end, long length, Action measure) : Stream
{
    private const int MeasureEvery = 10 << 20;
    private readonly byte[] _middle = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(middle, 1000)));
    private ReadOnlyMemory<byte> _current = Encoding.UTF8.GetBytes(start);
    private long _given;
    private long _measured;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_current.IsEmpty && !_ended)
        {
            _ended = _given >= length;
            _current = _ended ? Encoding.UTF8.GetBytes(end) : _middle;
        }

        int read = Math.Min(buffer.Length, _current.Length);
        _current.Span[..read].CopyTo(buffer);
        _current = _current[read..];
        _given += read;
        if (_given - _measured > MeasureEvery)
        {
            _measured = _given;
            measure();
        }

        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
