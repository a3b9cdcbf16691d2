using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Bodies too large for a segment, in chunks.</summary>
internal sealed class PostgresBodyStore(SessionLinks links) : IBodyStore
{
    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_add = Sql.Read("BodyAdd");
    private static readonly string s_append = Sql.Read("BodyAppend");
    private static readonly string s_read = Sql.Read("BodyRead");
    private static readonly string s_discard = Sql.Read("BodyDiscard");

    /// <inheritdoc/>
    public int ChunkBytes => 1024 * 1024;

    /// <inheritdoc/>
    public async Task AppendAsync(
        SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Length > ChunkBytes)
        {
            throw new ArgumentException(
                $"A chunk has at most {ChunkBytes} bytes; this one has {chunk.Length}.", nameof(chunk));
        }
        try
        {
            int appended = await links.Of(session).Gateway.WriteAsync(
                (connection, _) => AppendAsync(connection, session, bodyId, index, chunk), cancellationToken);
            if (appended == 0)
            {
                throw new InvalidOperationException(
                    $"Body {bodyId} is published, or belongs to another session: nothing can be appended.");
            }
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            throw new InvalidOperationException(error.MessageText, error);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(Guid bodyId, int index, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_read, Parameters.Of(bodyId), Parameters.Of(index)),
            static row => row.GetFieldValue<byte[]>(0), cancellationToken);
        return rows is [var chunk] ? chunk : null;
    }

    /// <inheritdoc/>
    public Task DiscardAsync(SessionId session, Guid bodyId, CancellationToken cancellationToken) =>
        links.Of(session).Gateway.WriteAsync(
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(
                    connection, Parameters.Command(s_discard, Parameters.Of(bodyId), Parameters.Of(session.Value)));
                return await batch.ExecuteNonQueryAsync(none);
            },
            cancellationToken);

    private static async Task<int> AppendAsync(
        NpgsqlConnection connection, SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk)
    {
        var append = Parameters.Command(
            s_append, Parameters.Of(bodyId), Parameters.Of(session.Value), Parameters.Of(index), Parameters.Of(chunk));
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_fence, Parameters.Of(session.Value)),
            Parameters.Command(s_add, Parameters.Of(bodyId), Parameters.Of(session.Value)),
            append);
        await batch.ExecuteNonQueryAsync();
        return (int)append.RecordsAffected;
    }
}
