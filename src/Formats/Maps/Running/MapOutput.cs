using System.Buffers;

namespace Viaduct.Formats.Maps.Running;

/// <summary>
/// Takes the result of a map from its thread, and hands it on to the body in large pieces: the thread waits for that,
/// nobody else does. After the map has been given up, the next piece ends it.
/// </summary>
/// <param name="body">Where the result goes.</param>
internal sealed class MapOutput(Stream body) : WriteOnlyStream
{
    private const int StartBytes = 4 << 10;
    private const int PieceBytes = 64 << 10;

    private readonly Lock _gate = new();
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(StartBytes);
    private int _filled;
    private bool _isGivenUp;

    /// <summary>Writes what is left; the map has ended.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0) await body.WriteAsync(_piece.AsMemory(0, _filled), cancellationToken);
        ArrayPool<byte>.Shared.Return(_piece);
        _piece = [];
    }

    /// <summary>Cuts the map off: after this nothing is written any more.</summary>
    public void GiveUp()
    {
        lock (_gate) _isGivenUp = true;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _piece.Length) MakeRoom();
            int count = Math.Min(buffer.Length, _piece.Length - _filled);
            buffer[..count].CopyTo(_piece.AsSpan(_filled));
            _filled += count;
            buffer = buffer[count..];
        }
    }

    private void MakeRoom()
    {
        if (_piece.Length < PieceBytes)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_piece.Length * 4);
            _piece.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_piece);
            _piece = larger;
            return;
        }

        lock (_gate)
        {
            if (_isGivenUp) throw new OperationCanceledException("The map has been given up.");
            body.WriteAsync(_piece.AsMemory(0, _filled)).AsTask().GetAwaiter().GetResult();
        }

        _filled = 0;
    }
}
