using System.Collections.Concurrent;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// Calls that give rows to a session. If the answer to one is lost, the session owns rows that it does not know of: so
/// each call names itself in the rows it takes, and the next one first asks for those of a call that was lost, once
/// its transaction has certainly ended.
/// </summary>
internal sealed class Acquisitions
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_endBackend = Sql.Read("EndOwnBackend");

    private readonly ConcurrentDictionary<(SessionId, string), Call> _lost = new();

    /// <param name="gateway">The session's connections.</param>
    /// <param name="session">Who takes.</param>
    /// <param name="what">What is taken; calls of one kind take turns in asking for what was lost.</param>
    /// <param name="take">Takes rows under a name.</param>
    /// <param name="read">Reads what was taken under a name.</param>
    /// <param name="row">One row of that.</param>
    /// <param name="cancellationToken">Ends the wait only.</param>
    /// <returns>What was taken; nothing if the session is gone.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(
        Gateway gateway, SessionId session, string what, Func<Guid, NpgsqlBatchCommand> take,
        Func<Guid, NpgsqlBatchCommand> read, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        _lost.TryRemove((session, what), out var call);
        try
        {
            return await gateway.WriteAsync(
                async (connection, none) =>
                {
                    if (call is not null)
                    {
                        var found = await RecoverAsync(gateway, connection, call, read, row);
                        call = null;
                        if (found.Count > 0) return found;
                    }
                    call = new Call(Guid.CreateVersion7(), connection.ProcessID);
                    var taken = await TakeAsync(connection, session, take(call.Name), read(call.Name), row);
                    call = null;
                    return taken;
                },
                cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            return [];
        }
        catch
        {
            if (call is not null) _lost[(session, what)] = call;
            throw;
        }
    }

    private static async Task<List<T>> TakeAsync<T>(
        NpgsqlConnection connection, SessionId session, NpgsqlBatchCommand take, NpgsqlBatchCommand read,
        Func<NpgsqlDataReader, T> row)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(s_fence, Parameters.Of(session.Value)), take, read);
        await using var reader = await batch.ExecuteReaderAsync();
        // The fence's result, then, since a change has none, what was read.
        await reader.NextResultAsync();
        var rows = await Queries.RowsAsync(reader, row, CancellationToken.None);
        await reader.NextResultAsync();
        return rows;
    }

    private static async Task<List<T>> RecoverAsync<T>(
        Gateway gateway, NpgsqlConnection connection, Call call, Func<Guid, NpgsqlBatchCommand> read,
        Func<NpgsqlDataReader, T> row)
    {
        long since = TimeProvider.System.GetTimestamp();
        while ((await Queries.RowsAsync(
            connection,
            Parameters.Command(
                s_endBackend, Parameters.Of(call.ProcessId), Parameters.Of(gateway.ApplicationName)),
            static ended => !ended.IsDBNull(0), CancellationToken.None)).Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(since) > s_patience)
            {
                throw new StoreUnavailableException("A transaction whose answer was lost does not end.");
            }
            await Task.Delay(s_lookAgain, TimeProvider.System);
        }
        return await Queries.RowsAsync(connection, read(call.Name), row, CancellationToken.None);
    }

    private sealed record Call(Guid Name, int ProcessId);
}
