namespace Viaduct.Core.Messages;

/// <summary>
/// The bytes of a message part. A body can be opened any number of times and always gives the same bytes; how they
/// are kept (in memory, in a claimed file, in the store in chunks) is its own affair.
/// </summary>
public abstract class Body
{
    /// <summary>A body of no bytes.</summary>
    public static readonly Body Empty = new BytesBody(ReadOnlyMemory<byte>.Empty);

    /// <summary>The length in bytes, or null if it is not known before the body has been read.</summary>
    public abstract long? Length { get; }

    /// <summary>Opens the body for reading from its start. The caller disposes of the stream.</summary>
    /// <exception cref="IOException">The bytes can no longer be had.</exception>
    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Gives the bytes themselves if they are in memory, so that small messages need no stream.</summary>
    public virtual bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return false;
    }

    /// <summary>A body over bytes in memory. They must not change afterwards.</summary>
    public static Body From(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? Empty : new BytesBody(bytes);
}
