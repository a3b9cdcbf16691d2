using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>A port leaves its host's reader at a position, and joins it again (rule 55).</summary>
internal static class Detachment
{
    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_readerFence = Sql.Read("CommitReaderFence");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_reader = Sql.Read("DetachReader");
    private static readonly string s_detach = Sql.Read("DetachIn");
    private static readonly string s_transmits = Sql.Read("DetachTransmits");
    private static readonly string s_join = Sql.Read("JoinIn");

    /// <summary>The grants, or null if a fence failed or the port is detached there already.</summary>
    public static async Task<IReadOnlyList<ReaderGrant>?> DetachAsync(
        Gateway gateway, SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress,
        CancellationToken cancellationToken)
    {
        if (hostProgress.Count == 0) return [];
        return await FencedAsync(
            gateway, session, hostProgress,
            async (connection, none) =>
            {
                var readers = await Queries.RowsAsync(
                    connection,
                    Parameters.Command(
                        s_reader, Parameters.Of(name), Parameters.Of(hostProgress[0].ReaderLane.Reader)),
                    static row => row.GetInt32(0), none);
                var grants = new List<ReaderGrant>(hostProgress.Count);
                foreach (var row in hostProgress)
                {
                    if (await DetachInAsync(connection, session, readers[0], row, none) is not { } grant) return null;
                    grants.Add(grant);
                }
                return grants;
            },
            cancellationToken);
    }

    /// <summary>True if the rows were the session's and are gone.</summary>
    public static async Task<bool> JoinAsync(
        Gateway gateway, SessionId session, IReadOnlyList<ProgressRow> detached, CancellationToken cancellationToken)
    {
        if (detached.Count == 0) return true;
        var rows = InLockOrder(detached);
        object? joined = await FencedAsync<object>(
            gateway, session, rows,
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(connection, [.. rows.Select(row => Join(session, row))]);
                return await batch.ExecuteNonQueryAsync(none) == detached.Count ? session : null;
            },
            cancellationToken);
        return joined is not null;
    }

    private static List<ProgressRow> InLockOrder(IReadOnlyList<ProgressRow> rows) =>
        [.. rows.OrderBy(row => row.ReaderLane.Reader).ThenBy(row => row.ReaderLane.Lane)];

    private static NpgsqlBatchCommand Join(SessionId session, ProgressRow row) => Parameters.Command(
        s_join, Parameters.Of(row.ReaderLane.Reader), Parameters.Of(row.ReaderLane.Lane),
        Parameters.Of(session.Value), Parameters.Of(row.Epoch));

    private static async Task<ReaderGrant?> DetachInAsync(
        NpgsqlConnection connection, SessionId session, int reader, ProgressRow from, CancellationToken none)
    {
        var key = new ReaderLane(reader, from.ReaderLane.Lane);
        var rows = await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_detach, Parameters.Of(key.Reader), Parameters.Of(key.Lane), Parameters.Of(session.Value),
                Parameters.Of(from.Position.Sequence), Parameters.Of(from.Position.Item), Parameters.Of(from.Done)),
            static row => (Epoch: row.GetInt64(0), Number: row.GetInt64(1)), none);
        if (rows is not [var made]) return null;
        var progress = new ProgressRow(key, made.Epoch, made.Number, from.Position, from.Done.ToArray());
        var transmits = await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_transmits, Parameters.Of(key.Reader), Parameters.Of(key.Lane), Parameters.Of(made.Number),
                Parameters.Of(made.Epoch), Parameters.Of(from.ReaderLane.Reader),
                Parameters.Of(from.Position.Sequence), Parameters.Of(from.Position.Item)),
            row => new TransmitRow(
                key, made.Epoch, row.GetInt64(0), new Position(row.GetInt64(1), row.GetInt32(2)),
                row.GetFieldValue<byte[]>(3)),
            none);
        return new ReaderGrant(key, made.Epoch, progress, [.. transmits.OrderBy(row => row.Number)], 0);
    }

    /// <summary>
    /// Runs something behind the session's and the readers' fences; null rolls back, and so does a fence.
    /// </summary>
    private static async Task<T?> FencedAsync<T>(
        Gateway gateway, SessionId session, IReadOnlyList<ProgressRow> rows,
        Func<NpgsqlConnection, CancellationToken, Task<T?>> work, CancellationToken cancellationToken)
        where T : class
    {
        var ordered = InLockOrder(rows);
        try
        {
            return await gateway.WriteAsync(
                async (connection, none) =>
                {
                    await using var transaction = await connection.BeginTransactionAsync(none);
                    await using (var fences = Parameters.Batch(
                        connection,
                        Parameters.Command(s_fence, Parameters.Of(session.Value)),
                        Parameters.Command(s_lockStore),
                        Parameters.Command(
                            s_readerFence, Parameters.Of(session.Value),
                            Parameters.Of(ordered.ConvertAll(row => row.ReaderLane.Reader).ToArray()),
                            Parameters.Of(ordered.ConvertAll(row => row.ReaderLane.Lane).ToArray()),
                            Parameters.Of(ordered.ConvertAll(row => row.Epoch).ToArray()))))
                    {
                        await fences.ExecuteNonQueryAsync(none);
                    }
                    if (await work(connection, none) is not { } result) return null;
                    await transaction.CommitAsync(none);
                    return result;
                },
                cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is SqlStates.SessionGone or SqlStates.ReadersLost)
        {
            return null;
        }
    }
}
