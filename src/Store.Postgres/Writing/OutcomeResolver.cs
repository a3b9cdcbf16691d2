using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>Finds out what became of a commit whose answer was lost (rule 14).</summary>
internal sealed class OutcomeResolver(Gateway gateway)
{
    private static readonly string s_generation = Sql.Read("ReadGeneration");
    private static readonly string s_endBackend = Sql.Read("SessionEndBackend");
    private static readonly string s_lockLane = Sql.Read("LockLane");
    private static readonly string s_findCommit = Sql.Read("FindCommit");
    private static readonly string s_atWork = Sql.Read("IsAtWork");

    /// <summary>The generations that lanes write now.</summary>
    public static async Task<LogPlace> ReadPlaceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await Queries.RowsAsync(
            connection, Parameters.Command(s_generation),
            static row => new LogPlace(row.GetInt64(0), row.GetFieldValue<long[]>(1)), cancellationToken);
        return rows[0];
    }

    /// <summary>
    /// True as long as the server process of a silent connection works on what it was sent, or the database cannot be
    /// asked. False if it is gone, or waits for what will never come.
    /// </summary>
    public async Task<bool> IsAtWorkAsync(Backend backend, CancellationToken abandon)
    {
        try
        {
            await using var other = await gateway.OpenDedicatedAsync(abandon);
            if (!other.Backend.IsSameServer(backend)) return false;
            await using var batch = Parameters.Batch(other.Connection, Identified(s_atWork, backend));
            return await batch.ExecuteScalarAsync(abandon) is true;
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            abandon.ThrowIfCancellationRequested();
            gateway.Health.Failed(error);
            return true;
        }
    }

    /// <summary>
    /// Ends what is left of the old transaction, locks the lane's fence row behind it, and looks. The old one is left
    /// alone while it waits for the standby: it is decided, and shows when that answers.
    /// </summary>
    public async Task<Outcome> ResolveAsync(
        NpgsqlConnection connection, Backend lost, CommitBatch batch, CancellationToken abandon)
    {
        if (await IsStillThereAsync(connection, lost, abandon)) return Outcome.Undecided;
        await using var look = Parameters.Batch(
            connection,
            Parameters.Command(s_lockLane, Parameters.Of(batch.Lane)),
            Parameters.Command(
                s_findCommit, Parameters.Of(batch.Lane), Parameters.Of(batch.Sequence), Parameters.Of(batch.CommitId)));
        // Not cancelled: the commit of this look proves that all it saw is replicated.
        var looking = LookAsync(look, batch);
        Gateway.LeaveBehind(looking);
        return await looking.WaitAsync(abandon);
    }

    private static async Task<Outcome> LookAsync(NpgsqlBatch look, CommitBatch batch)
    {
        await using var reader = await look.ExecuteReaderAsync(CancellationToken.None);
        bool isOwner = false;
        long last = 0;
        if (await reader.ReadAsync(CancellationToken.None))
        {
            isOwner = reader.GetInt64(0) == batch.Session.Value && reader.GetInt64(1) == batch.LaneEpoch;
            last = reader.GetInt64(2);
        }
        await reader.NextResultAsync(CancellationToken.None);
        await reader.ReadAsync(CancellationToken.None);
        long found = reader.GetInt64(0);
        long others = reader.GetInt64(1);
        // The transaction ends with the last result: only then is the look itself committed.
        await reader.NextResultAsync(CancellationToken.None);
        if (found > 0) return Outcome.Committed;
        if (!isOwner) return Outcome.NotCommitted;
        // Cleaned up since: nobody but the owner, which has one commit in flight, writes this sequence.
        return last >= batch.Sequence && others == 0 ? Outcome.Committed : Outcome.NotCommitted;
    }

    private async Task<bool> IsStillThereAsync(NpgsqlConnection connection, Backend lost, CancellationToken abandon)
    {
        await using var batch = Parameters.Batch(connection, Identified(s_endBackend, lost));
        await using var reader = await batch.ExecuteReaderAsync(abandon);
        return await reader.ReadAsync(abandon);
    }

    private NpgsqlBatchCommand Identified(string sql, Backend backend) => Parameters.Command(
        sql, Parameters.Of(backend.ProcessId), Parameters.Of(backend.StartedAt),
        Parameters.Of(gateway.ApplicationName));
}
