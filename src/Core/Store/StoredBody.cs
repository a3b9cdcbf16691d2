using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>A body that is kept in the store in chunks, read one chunk at a time.</summary>
/// <param name="store">The chunks.</param>
/// <param name="id">The id under which they are kept.</param>
/// <param name="length">The length of all of them in bytes.</param>
/// <param name="isNew">True if it was just uploaded, and no message has it yet.</param>
internal sealed class StoredBody(IBodyStore store, Guid id, long length, bool isNew) : Body, IStoredBody
{
    private int _isFree = isNew ? 1 : 0;

    /// <inheritdoc/>
    public Guid BodyId => id;

    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public bool TryTake() => Interlocked.Exchange(ref _isFree, 0) == 1;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new(new StoredBodyStream(store, id, length));
}
