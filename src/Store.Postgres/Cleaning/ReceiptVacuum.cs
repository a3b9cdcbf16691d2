using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Makes the room of removed receipts free again. PostgreSQL does it by itself, but looks once a minute: at full speed
/// as much as the table holds is removed by then, and it grows to twice its size.
/// </summary>
internal sealed class ReceiptVacuum
{
    private const long RemovedMin = 100_000;

    private static readonly string s_vacuum = Sql.Read("VacuumReceipts");

    // About a fifth of the rows that a block holds.
    private const long RemovedPerBlock = 20;

    private long _removed;
    private Task _running = Task.CompletedTask;

    /// <summary>Begins, beside everything else, if enough has been removed since the last time.</summary>
    /// <param name="removed">Rows that were removed since this was asked last.</param>
    /// <param name="blocks">The blocks of the table.</param>
    /// <param name="gateway">Where.</param>
    public void RunIfDue(long removed, long blocks, Gateway gateway)
    {
        _removed += removed;
        if (_removed < Math.Max(RemovedMin, blocks * RemovedPerBlock) || !_running.IsCompleted) return;
        _removed = 0;
        _running = RunAsync(gateway);
    }

    private static async Task RunAsync(Gateway gateway)
    {
        try
        {
            await gateway.WriteAsync(
                async (connection, none) =>
                {
                    await using var batch = Parameters.Batch(connection, Parameters.Command(s_vacuum));
                    return await batch.ExecuteNonQueryAsync(none);
                },
                CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next one does it.
        }
    }
}
