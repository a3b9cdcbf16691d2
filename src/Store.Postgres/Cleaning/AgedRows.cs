using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;

namespace Viaduct.Store.Postgres.Cleaning;

/// <summary>
/// Removes what goes by age and use: receipts, bodies, and what was kept for laggards (rule 65).
/// </summary>
internal sealed class AgedRows(TimeProvider? clock)
{
    private const int ResponsesMax = 500;
    private const int ChunksMax = 64;
    private static readonly string s_receipts = Sql.Read("CleanReceipts");
    private static readonly string s_responses = Sql.Read("CleanResponses");
    private static readonly string s_orphans = Sql.Read("FindOrphanBodies");
    private static readonly string s_chunks = Sql.Read("CleanBodyChunks");
    private static readonly string s_bodies = Sql.Read("CleanBodies");
    private static readonly string s_keptTransmits = Sql.Read("CleanKeptTransmits");
    private static readonly string s_keptSegments = Sql.Read("CleanKeptSegments");

    // Nothing stays much longer than it is to be kept.
    private const int WalksPerAge = 4;

    private readonly BlockWalk _receiptWalk = new("receipt", 250, clock ?? TimeProvider.System);
    private readonly BlockWalk _bodyWalk = new("body", 100, clock ?? TimeProvider.System);
    private readonly KeptReferences _keptReferences = new();
    private readonly BlockWalk _keptWalk = new("segment_kept", 1000, clock ?? TimeProvider.System);

    /// <summary>The blocks of the receipts' table when it was looked at last.</summary>
    public long ReceiptBlocks => _receiptWalk.Blocks;

    public async Task RunAsync(NpgsqlConnection connection, CleanUpOptions limits, CleanUpTally tally)
    {
        await CleanKeptAsync(connection, tally);
        await CleanReceiptsAsync(connection, limits, tally);
        int responses = await ExecuteAsync(connection, Parameters.Command(
            s_responses, Parameters.Now(clock), Parameters.Of(limits.Responses), Parameters.Of(ResponsesMax)));
        tally.MoreToDo |= responses == ResponsesMax;
        await CleanBodiesAsync(connection, tally);
    }

    private async Task CleanKeptAsync(NpgsqlConnection connection, CleanUpTally tally)
    {
        tally.MoreToDo |= await _keptReferences.CleanAsync(connection);
        await ExecuteAsync(connection, Parameters.Command(s_keptTransmits));
        var (from, to, more) = await _keptWalk.NextAsync(connection);
        int segments = await ExecuteAsync(connection, Parameters.Command(s_keptSegments, from, to));
        tally.Segments += segments;
        tally.MoreToDo |= more && segments > 0;
    }

    private async Task CleanReceiptsAsync(NpgsqlConnection connection, CleanUpOptions limits, CleanUpTally tally)
    {
        var (from, to, more) = await _receiptWalk.NextAsync(connection);
        int receipts = await ExecuteAsync(connection, Parameters.Command(
            s_receipts, from, to, Parameters.Now(clock), Parameters.Of(limits.ClosedReceipts),
            Parameters.Of(limits.Receipts)));
        tally.Receipts += receipts;
        var age = limits.ClosedReceipts < limits.Receipts ? limits.ClosedReceipts : limits.Receipts;
        // Where some were old, more are: they lie in the order of their coming.
        tally.MoreToDo |= more && (receipts > 0 || _receiptWalk.IsBehind(age / WalksPerAge));
    }

    private async Task CleanBodiesAsync(NpgsqlConnection connection, CleanUpTally tally)
    {
        var (from, to, _) = await _bodyWalk.NextAsync(connection);
        var orphans = await Queries.RowsAsync(
            connection, Parameters.Command(s_orphans, from, to, Parameters.Now(clock)),
            static row => row.GetGuid(0), CancellationToken.None);
        if (orphans.Count == 0) return;
        Guid[] ids = [.. orphans];
        int chunks = await ExecuteAsync(
            connection, Parameters.Command(s_chunks, Parameters.Of(ids), Parameters.Of(ChunksMax)));
        tally.Bodies += await ExecuteAsync(connection, Parameters.Command(s_bodies, Parameters.Of(ids)));
        tally.MoreToDo |= chunks == ChunksMax;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        await using var batch = Parameters.Batch(connection, command);
        return await batch.ExecuteNonQueryAsync();
    }
}
