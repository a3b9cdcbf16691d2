using System.Buffers;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>
/// Gathers what the library's writer writes synchronously, so that it can be written on asynchronously in between.
/// </summary>
internal sealed class OutputBuffer : WriteOnlyStream
{
    private const int FirstBytes = 8 << 10;
    private const int FullBytes = 64 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    /// <summary>True if it is time to write on.</summary>
    public bool IsFull => _length >= FullBytes;

    /// <summary>Writes everything gathered to <paramref name="target"/>, and is empty again.</summary>
    public async ValueTask DrainAsync(Stream target, CancellationToken cancellationToken)
    {
        if (_length == 0) return;
        await target.WriteAsync(_bytes.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_bytes.Length - _length < buffer.Length) Grow(buffer.Length);
        buffer.CopyTo(_bytes.AsSpan(_length));
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            (_bytes, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    private void Grow(int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
