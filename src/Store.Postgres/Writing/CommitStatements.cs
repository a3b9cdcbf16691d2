using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// Makes one pipelined batch, which is one transaction, out of a commit batch: the fences first, then what they
/// protect. The batch object and the statements of every commit are used again; what is empty is not sent.
/// </summary>
internal sealed class CommitStatements(NpgsqlConnection connection, TimeProvider? clock) : IDisposable
{
    private readonly NpgsqlBatch _batch = new(connection) { Timeout = 0 };
    private readonly FenceStatements _fences = new();
    private readonly LogStatements?[] _logs = new LogStatements?[Sql.Slots];

    /// <summary>Sends the batch. Ends when the answer to COMMIT has come.</summary>
    public Task<int> ExecuteAsync(CommitBatch batch, LogPlace place, bool reopensReceipts)
    {
        var commands = _batch.BatchCommands;
        commands.Clear();
        _fences.Add(commands, batch, place);
        int slot = Sql.SlotOf(place.Generation);
        (_logs[slot - 1] ??= new LogStatements(slot)).Add(commands, batch);
        ReceiptStatements.Add(commands, batch, reopensReceipts, clock);
        OpenItemStatements.Add(commands, batch, clock);
        if (batch.BodiesPublished.Count > 0)
        {
            commands.Add(Parameters.Command(
                CommitSql.BodyPublished, Parameters.Of(batch.Session.Value), Parameters.Of([.. batch.BodiesPublished]),
                Parameters.Of(batch.Lane), Parameters.Of(batch.Sequence)));
        }
        TrackingStatements.Add(commands, batch, place, clock);
        // Never cancelled (rule 12): an answer to a cancelled COMMIT may claim what no standby has.
        return _batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public void Dispose() => _batch.Dispose();
}
