namespace Viaduct.Core.Store;

/// <summary>
/// Bodies too large for a segment, in chunks. What is uploaded belongs to the session until a commit publishes it; it
/// goes when its segment has been cleaned up and no open item names it, or when its session has ended unpublished.
/// </summary>
public interface IBodyStore
{
    /// <summary>The size of a chunk in bytes; all but the last have it. At most 8 MB.</summary>
    int ChunkBytes { get; }

    /// <summary>
    /// Appends a chunk of a body, from index 0 on, in a transaction of its own. Safe to repeat with the same chunk.
    /// </summary>
    /// <exception cref="ArgumentException">The chunk is larger than <see cref="ChunkBytes"/>.</exception>
    Task AppendAsync(
        SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken);

    /// <summary>One chunk, or null if the body has no such chunk.</summary>
    Task<byte[]?> ReadAsync(Guid bodyId, int index, CancellationToken cancellationToken);

    /// <summary>Discards an unpublished body of the session.</summary>
    Task DiscardAsync(SessionId session, Guid bodyId, CancellationToken cancellationToken);
}
