using Npgsql;
using NpgsqlTypes;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What a commit appends to the log, in the tables of one slot of the ring.</summary>
internal sealed class LogStatements
{
    private readonly string _reference;
    private readonly string _progress;
    private readonly string _transmit;
    private readonly NpgsqlParameter<int> _lane = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter<long> _sequence = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<Guid> _commitId = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _track = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _records = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlBatchCommand _segment;

    /// <param name="slot">The slot, from 1.</param>
    public LogStatements(int slot)
    {
        _reference = CommitSql.Reference[slot - 1];
        _progress = CommitSql.Progress[slot - 1];
        _transmit = CommitSql.Transmit[slot - 1];
        _segment = Parameters.Command(CommitSql.Segment[slot - 1], _lane, _sequence, _commitId, _track, _records);
    }

    public void Add(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        _lane.TypedValue = batch.Lane;
        _sequence.TypedValue = batch.Sequence;
        _commitId.TypedValue = batch.CommitId;
        _track.TypedValue = batch.Track;
        _records.TypedValue = batch.Records;
        to.Add(_segment);
        if (batch.References.Count > 0) AddReferences(to, batch);
        if (batch.Progress.Count > 0) AddProgress(to, batch.Progress);
        if (batch.Transmits.Count > 0) AddTransmits(to, batch.Transmits);
    }

    private void AddReferences(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        var rows = batch.References;
        int[] readers = new int[rows.Count];
        var entries = new ReadOnlyMemory<byte>[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            readers[i] = rows[i].Reader;
            entries[i] = rows[i].Entries;
        }
        to.Add(Parameters.Command(
            _reference, Parameters.Of(batch.Lane), Parameters.Of(batch.Sequence), Parameters.Of(readers),
            Parameters.Of(entries)));
    }

    private void AddProgress(NpgsqlBatchCommandCollection to, IReadOnlyList<ProgressRow> rows)
    {
        var columns = new ReaderRowColumns(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            columns.Set(i, row.ReaderLane, row.Number, row.Epoch, row.Position, row.Done);
        }
        to.Add(columns.Command(_progress));
    }

    private void AddTransmits(NpgsqlBatchCommandCollection to, IReadOnlyList<TransmitRow> rows)
    {
        var columns = new ReaderRowColumns(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            columns.Set(i, row.ReaderLane, row.Number, row.Epoch, row.Highest, row.Records);
        }
        to.Add(columns.Command(_transmit));
    }
}
