using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Bodies in chunks in memory.</summary>
internal sealed class InMemoryBodies(InMemoryBox box) : IBodyStore
{
    /// <inheritdoc/>
    public int ChunkBytes => box.ChunkBytes;

    /// <inheritdoc/>
    public Task AppendAsync(
        SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Length > ChunkBytes)
        {
            throw new ArgumentException($"A chunk has at most {ChunkBytes} bytes, not {chunk.Length}.", nameof(chunk));
        }
        return box.Call(
            (model, _) =>
            {
                model.AppendBody(session, bodyId, index, chunk);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(Guid bodyId, int index, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ReadBody(bodyId, index)?.ToArray(), cancellationToken);

    /// <inheritdoc/>
    public Task DiscardAsync(SessionId session, Guid bodyId, CancellationToken cancellationToken) =>
        box.Call(
            (model, _) =>
            {
                model.DiscardBody(session, bodyId);
                return true;
            },
            cancellationToken);
}
