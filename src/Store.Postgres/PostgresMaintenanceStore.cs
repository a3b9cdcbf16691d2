using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Cleaning;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Removes what is done. Rules 60 to 69 of the message box.</summary>
internal sealed class PostgresMaintenanceStore(SessionLinks links, PostgresStoreOptions options) : IMaintenanceStore
{
    private static readonly string s_tryLock = Sql.Read("TryLock");
    private static readonly string s_unlock = Sql.Read("Unlock");
    private static readonly string s_measure = Sql.Read("Measure");

    private readonly AgedRows _aged = new(options.Clock);
    private readonly NamedReferences _named = new();
    private readonly ReceiptVacuum _vacuum = new();

    /// <inheritdoc/>
    public async Task<CleanUpReport> RunOnceAsync(CleanUpOptions options, CancellationToken cancellationToken)
    {
        var report = await CleanUpAsync(options, cancellationToken);
        _vacuum.RunIfDue(report.Receipts, _aged.ReceiptBlocks, links.General);
        return report;
    }

    /// <inheritdoc/>
    public async Task<StoreSize> MeasureAsync(CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_measure),
            static row => new StoreSize(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            cancellationToken);
        return rows[0];
    }

    private Task<CleanUpReport> CleanUpAsync(CleanUpOptions options, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, _) =>
            {
                var tally = new CleanUpTally();
                if (!await AskAsync(connection, s_tryLock)) return tally.ToReport();
                try
                {
                    await RunAsync(connection, options, tally);
                }
                finally
                {
                    // A broken connection has freed it already.
                    if (connection.State == System.Data.ConnectionState.Open) await AskAsync(connection, s_unlock);
                }
                return tally.ToReport();
            },
            cancellationToken);

    private async Task RunAsync(NpgsqlConnection connection, CleanUpOptions limits, CleanUpTally tally)
    {
        try
        {
            await new Ring(connection, options, limits, _named).RunAsync(tally);
            await new TrackingRings(connection, options, limits).RunAsync(tally);
            await _aged.RunAsync(connection, limits, tally);
        }
        catch (PostgresException error) when (SqlStates.IsCollision(error.SqlState))
        {
            // Somebody works on a row that is to go: next time.
            tally.MoreToDo = true;
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(sql, Parameters.Of(LockKeys.Maintenance), Parameters.Of(0)));
        return (bool)(await batch.ExecuteScalarAsync())!;
    }
}
