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

    /// <summary>The generations that lanes write now.</summary>
    public static async Task<LogPlace> ReadPlaceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await Queries.RowsAsync(
            connection, Parameters.Command(s_generation),
            static row => new LogPlace(row.GetInt64(0), row.GetFieldValue<long[]>(1)), cancellationToken);
        return rows[0];
    }

    /// <summary>
    /// Ends what is left of the old transaction, locks the lane's fence row behind it, and looks. The old one is left
    /// alone while it waits for the standby: it is decided, and shows when that answers.
    /// </summary>
    public async Task<Outcome> ResolveAsync(NpgsqlConnection connection, Backend lost, CommitBatch batch)
    {
        if (await IsStillThereAsync(connection, lost)) return Outcome.Undecided;
        await using var look = Parameters.Batch(
            connection,
            Parameters.Command(s_lockLane, Parameters.Of(batch.Lane)),
            Parameters.Command(
                s_findCommit, Parameters.Of(batch.Lane), Parameters.Of(batch.Sequence), Parameters.Of(batch.CommitId)));
        return await LookAsync(look, batch);
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

    private async Task<bool> IsStillThereAsync(NpgsqlConnection connection, Backend lost)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(
            s_endBackend, Parameters.Of(lost.ProcessId), Parameters.Of(lost.StartedAt),
            Parameters.Of(gateway.ApplicationName)));
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        return await reader.ReadAsync(CancellationToken.None);
    }
}
