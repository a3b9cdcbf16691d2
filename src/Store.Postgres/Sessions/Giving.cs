using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>Readers in lanes go from one session to another (rules 100 to 103).</summary>
internal static class Giving
{
    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_heir = Sql.Read("SessionHeir");
    private static readonly string s_lockStore = Sql.Read("LockStore");
    private static readonly string s_give = Sql.Read("GiveReaders");
    private static readonly string s_count = Sql.Read("GiveCount");
    private static readonly string s_raise = Sql.Read("GiveRaise");

    /// <summary>True if all have changed hands; false if nothing has.</summary>
    public static async Task<bool> RunAsync(
        Gateway gateway, SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers,
        CancellationToken cancellationToken)
    {
        if (readers.Count == 0) return false;
        bool isRepeated = false;
        try
        {
            return await gateway.WriteAsync(
                async (connection, none) =>
                {
                    bool mayBeDone = isRepeated;
                    isRepeated = true;
                    return await GiveAsync(connection, session, heir, readers, none)
                        // The answer to an attempt before may have been lost.
                        || (mayBeDone && await CountAsync(connection, readers, none) == readers.Count);
                },
                cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            return false;
        }
    }

    private static async Task<bool> GiveAsync(
        NpgsqlConnection connection, SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers,
        CancellationToken none)
    {
        await using var transaction = await connection.BeginTransactionAsync(none);
        // The sessions first, as takers do.
        await using (var fences = Parameters.Batch(
            connection, Parameters.Command(s_fence, Parameters.Of(session.Value)),
            Parameters.Command(s_heir, Parameters.Of(heir.Value))))
        {
            await using var reader = await fences.ExecuteReaderAsync(none);
            await reader.NextResultAsync(none);
            if (heir != SessionId.None && !await reader.ReadAsync(none)) return false;
        }

        await using (var locking = Parameters.Batch(connection, Parameters.Command(s_lockStore)))
            await locking.ExecuteNonQueryAsync(none);
        await using (var give = Parameters.Batch(connection, Parameters.Command(
            s_give, Parameters.Of(session.Value), Parameters.Of(heir.Value), Readers(readers), Lanes(readers),
            Epochs(readers))))
        {
            if (await give.ExecuteNonQueryAsync(none) != readers.Count) return false;
        }

        await using (var raise = Parameters.Batch(connection, Parameters.Command(s_raise)))
            await raise.ExecuteNonQueryAsync(none);
        await transaction.CommitAsync(none);
        return true;
    }

    private static async Task<long> CountAsync(
        NpgsqlConnection connection, IReadOnlyList<OwnedReader> readers, CancellationToken none)
    {
        await using var count = Parameters.Batch(
            connection, Parameters.Command(s_count, Readers(readers), Lanes(readers), Epochs(readers)));
        return (long)(await count.ExecuteScalarAsync(none))!;
    }

    private static NpgsqlParameter Readers(IReadOnlyList<OwnedReader> readers) =>
        Parameters.Of(readers.Select(one => one.ReaderLane.Reader).ToArray());

    private static NpgsqlParameter Lanes(IReadOnlyList<OwnedReader> readers) =>
        Parameters.Of(readers.Select(one => one.ReaderLane.Lane).ToArray());

    private static NpgsqlParameter Epochs(IReadOnlyList<OwnedReader> readers) =>
        Parameters.Of(readers.Select(one => one.Epoch).ToArray());
}
