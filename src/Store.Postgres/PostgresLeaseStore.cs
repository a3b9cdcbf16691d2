using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>The leases of cluster groups. Rules 110 to 115 of the message box.</summary>
internal sealed class PostgresLeaseStore(SessionLinks links, HintSender hints, TimeProvider? clock) : ILeaseStore
{
    private static readonly string s_fence = Sql.Read("SessionFence");
    private static readonly string s_heir = Sql.Read("SessionHeir");
    private static readonly string s_add = Sql.Read("LeaseAdd");
    private static readonly string s_take = Sql.Read("LeaseTake");
    private static readonly string s_read = Sql.Read("LeaseRead");
    private static readonly string s_give = Sql.Read("LeaseGive");
    private static readonly string s_forget = Sql.Read("LeaseForget");
    private static readonly string s_want = Sql.Read("LeaseWant");
    private static readonly string s_report = Sql.Read("LeaseReport");
    private static readonly string s_list = Sql.Read("LeaseList");
    private static readonly string s_changes = Sql.Read("LeaseChanges");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LeaseRow>> ListAsync(CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            static () => Parameters.Command(s_list),
            static row => new LeaseRow(
                row.GetString(0), new SessionId(row.GetInt64(1)), row.GetInt64(2), row.GetString(3),
                (LeaseCause)row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5))
            {
                Wanted = row.IsDBNull(6) ? null : row.GetString(6),
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<LeaseFence?> AcquireAsync(SessionId session, string name, CancellationToken cancellationToken)
    {
        try
        {
            var (owner, epoch) = await links.General.WriteAsync(
                (connection, none) => TakeAsync(connection, session, name, none), cancellationToken);
            if (owner != session) return null;
            hints.Send();
            return new LeaseFence(name, epoch);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            throw new InvalidOperationException(error.MessageText, error);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> GiveAsync(
        SessionId session, LeaseFence lease, LeaseGift gift, CancellationToken cancellationToken)
    {
        bool given;
        try
        {
            given = await links.General.WriteAsync(
                (connection, none) => GiveAsync(connection, session, lease, gift, none), cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.SessionGone)
        {
            return false;
        }

        if (given) hints.Send();
        return given;
    }

    /// <inheritdoc/>
    public async Task WantAsync(string name, string? server, CancellationToken cancellationToken)
    {
        await WriteAsync(
            () => Parameters.Command(s_want, Parameters.Of(name), Parameters.Of(server), Parameters.Now(clock)),
            cancellationToken);
        hints.Send();
    }

    /// <inheritdoc/>
    public Task ReportAsync(
        SessionId session, LeaseFence lease, TimeSpan? detected, CancellationToken cancellationToken) =>
        WriteAsync(
            () => Parameters.Command(
                s_report, Parameters.Of(session.Value), Parameters.Of(lease.Name), Parameters.Of(lease.Epoch),
                Parameters.Of(detected), Parameters.Now(clock)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterChange>> ListChangesAsync(
        string? name, int rowsMax, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_changes, Parameters.Of(name), Parameters.Of(rowsMax)),
            static row => new ClusterChange(
                row.GetString(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3),
                row.GetString(4), (LeaseCause)row.GetInt32(5))
            {
                Detected = row.IsDBNull(6) ? null : row.GetFieldValue<TimeSpan>(6),
                Gap = row.IsDBNull(7) ? null : row.GetFieldValue<TimeSpan>(7),
            },
            cancellationToken);

    private Task<int> WriteAsync(Func<NpgsqlBatchCommand> command, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var batch = Parameters.Batch(connection, command());
                return await batch.ExecuteNonQueryAsync(none);
            },
            cancellationToken);

    private async Task<(SessionId Owner, long Epoch)> TakeAsync(
        NpgsqlConnection connection, SessionId session, string name, CancellationToken none)
    {
        // One round trip and one transaction; whoever waits for another taker sees its row afterwards.
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_fence, Parameters.Of(session.Value)),
            Parameters.Command(s_add, Parameters.Of(name), Parameters.Now(clock)),
            Parameters.Command(s_take, Parameters.Of(session.Value), Parameters.Of(name), Parameters.Now(clock)),
            Forget(name),
            Parameters.Command(s_read, Parameters.Of(name)));
        await using var reader = await batch.ExecuteReaderAsync(none);
        while (reader.FieldCount != 2) await reader.NextResultAsync(none);
        await reader.ReadAsync(none);
        return (new SessionId(reader.GetInt64(0)), reader.GetInt64(1));
    }

    private async Task<bool> GiveAsync(
        NpgsqlConnection connection, SessionId session, LeaseFence lease, LeaseGift gift, CancellationToken none)
    {
        await using var transaction = await connection.BeginTransactionAsync(none);
        // The sessions first, as takers do.
        await using (var fences = Parameters.Batch(
            connection, Parameters.Command(s_fence, Parameters.Of(session.Value)),
            Parameters.Command(s_heir, Parameters.Of(gift.Heir.Value))))
        {
            await using var reader = await fences.ExecuteReaderAsync(none);
            await reader.NextResultAsync(none);
            if (gift.Heir != SessionId.None && !await reader.ReadAsync(none)) return false;
        }

        await using (var give = Parameters.Batch(
            connection,
            Parameters.Command(
                s_give, Parameters.Of(session.Value), Parameters.Of(lease.Name), Parameters.Of(lease.Epoch),
                Parameters.Of(gift.Heir.Value), Parameters.Of((int)gift.Cause), Parameters.Of(gift.Quiet),
                Parameters.Now(clock)),
            Forget(lease.Name)))
        {
            if ((long)(await give.ExecuteScalarAsync(none))! == 0)
                return await IsGivenAsync(connection, lease, gift, none);
        }

        await transaction.CommitAsync(none);
        return true;
    }

    // The answer to an attempt before may have been lost.
    private static async Task<bool> IsGivenAsync(
        NpgsqlConnection connection, LeaseFence lease, LeaseGift gift, CancellationToken none)
    {
        var rows = await Queries.RowsAsync(
            connection, Parameters.Command(s_read, Parameters.Of(lease.Name)),
            static row => (Owner: row.GetInt64(0), Epoch: row.GetInt64(1)), none);
        return gift.Heir != SessionId.None && rows is [var row] && row == (gift.Heir.Value, lease.Epoch + 1);
    }

    private static NpgsqlBatchCommand Forget(string name) => Parameters.Command(
        s_forget, Parameters.Of(name), Parameters.Of((long)ILeaseStore.ChangesMax));
}
