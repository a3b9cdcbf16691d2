using System.Runtime.InteropServices;

namespace Viaduct.Core.Messages;

/// <summary>A body whose bytes are in memory.</summary>
internal sealed class BytesBody(ReadOnlyMemory<byte> bytes) : Body
{
    /// <summary>Where the same bytes were tracked last; null if nowhere.</summary>
    public BodyCopy? Copy { get; set; }

    /// <inheritdoc/>
    public override long? Length => bytes.Length;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false));

    /// <inheritdoc/>
    public override bool TryGetBytes(out ReadOnlyMemory<byte> result)
    {
        result = bytes;
        return true;
    }
}
