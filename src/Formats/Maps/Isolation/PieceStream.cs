using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>Sends the result of a map in pieces, and keeps it within the limit of a body.</summary>
internal sealed class PieceStream(BinaryWriter frames, long bytesMax) : WriteOnlyStream
{
    private const int PieceBytes = 64 << 10;

    private readonly byte[] _piece = new byte[PieceBytes];
    private int _filled;
    private long _total;

    /// <summary>Sends what is left.</summary>
    public void End()
    {
        if (_filled == 0) return;
        frames.Write(WorkerFrames.Piece);
        frames.Write(_filled);
        frames.Write(_piece, 0, _filled);
        _filled = 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if ((_total += buffer.Length) > bytesMax) throw new BodyTooLargeException(bytesMax);
        while (!buffer.IsEmpty)
        {
            if (_filled == PieceBytes) End();
            int count = Math.Min(buffer.Length, PieceBytes - _filled);
            buffer[..count].CopyTo(_piece.AsSpan(_filled));
            _filled += count;
            buffer = buffer[count..];
        }
    }
}
