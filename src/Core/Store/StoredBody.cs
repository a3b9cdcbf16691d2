using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>A body that is kept in the store in chunks, read one chunk at a time.</summary>
internal sealed class StoredBody(IBodyStore store, Guid id, long length) : Body, IStoredBody
{
    /// <inheritdoc/>
    public Guid BodyId => id;

    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new(new StoredBodyStream(store, id, length));
}
