using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Bodies in chunks.</summary>
internal sealed class SqliteBodyStore(Writer writer, ReaderPool readers) : IBodyStore
{
    /// <inheritdoc/>
    /// <remarks>1 MB: writing a chunk delays a commit by milliseconds.</remarks>
    public int ChunkBytes => 1 << 20;

    /// <inheritdoc/>
    public Task AppendAsync(
        SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Length > ChunkBytes)
        {
            throw new ArgumentException($"A chunk has at most {ChunkBytes} bytes, not {chunk.Length}.", nameof(chunk));
        }
        return writer.RunAsync(
            transaction =>
            {
                Append(transaction, session, bodyId, index, chunk);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(Guid bodyId, int index, CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var reading = connection.Get(Sql.BodyRead).Bind(1, bodyId).Bind(2, index);
                return reading.Step() ? reading.Bytes(0) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task DiscardAsync(SessionId session, Guid bodyId, CancellationToken cancellationToken)
    {
        while (await writer.RunAsync(transaction => Discard(transaction, session, bodyId), cancellationToken))
        {
        }
    }

    private static unsafe void Append(
        WriteTransaction transaction, SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk)
    {
        var owner = transaction.Get(Sql.ReadBodyOwner).Bind(1, bodyId).Scalar();
        if (owner is null)
        {
            if (!SqliteSessionStore.Exists(transaction.Connection, session))
            {
                throw new InvalidOperationException($"Session {session} is not alive: it was taken over or has ended.");
            }
            transaction.Get(Sql.BodyAdd).Bind(1, bodyId).Bind(2, session.Value).Run();
        }
        else if (owner != session.Value)
        {
            throw new InvalidOperationException($"Body {bodyId} is published already, or another session's.");
        }
        fixed (byte* bytes = chunk.Span)
        {
            transaction.Get(Sql.BodyAppend)
                .Bind(1, bodyId).Bind(2, index).BindPinned(3, bytes, chunk.Length).Run();
        }
    }

    // True: there is more of it.
    private static bool Discard(WriteTransaction transaction, SessionId session, Guid bodyId)
    {
        if (transaction.Get(Sql.ReadBodyOwner).Bind(1, bodyId).Scalar() != session.Value)
        {
            transaction.Undo();
            return false;
        }
        if (BodyChunks.DeleteSome(transaction, bodyId))
        {
            return true;
        }
        transaction.Get(Sql.BodyDiscard).Bind(1, bodyId).Run();
        return false;
    }
}
