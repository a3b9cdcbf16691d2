using Npgsql;
using NpgsqlTypes;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What a commit appends to the log, in the tables of one slot of the ring.</summary>
internal sealed class LogStatements
{
    private readonly NpgsqlParameter<int> _lane = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter<long> _sequence = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<Guid> _commitId = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _track = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _records = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlBatchCommand _segment;
    private readonly NpgsqlParameter<int> _referenceLane = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter<long> _referenceSequence = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly Column<int> _readers = new(NpgsqlDbType.Integer);
    private readonly Column<ReadOnlyMemory<byte>> _entries = new(NpgsqlDbType.Bytea);
    private readonly NpgsqlBatchCommand _reference;
    private readonly ReaderRowStatement _progress;
    private readonly ReaderRowStatement _transmit;

    /// <param name="slot">The slot, from 1.</param>
    public LogStatements(int slot)
    {
        _segment = Parameters.Command(CommitSql.Segment[slot - 1], _lane, _sequence, _commitId, _track, _records);
        _reference = Parameters.Command(
            CommitSql.Reference[slot - 1], _referenceLane, _referenceSequence, _readers.Parameter, _entries.Parameter);
        _progress = new ReaderRowStatement(CommitSql.Progress[slot - 1]);
        _transmit = new ReaderRowStatement(CommitSql.Transmit[slot - 1]);
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
        if (batch.Progress.Count > 0) _progress.AddProgress(to, batch.Progress);
        if (batch.Transmits.Count > 0) _transmit.AddTransmits(to, batch.Transmits);
    }

    private void AddReferences(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        var rows = batch.References;
        int[] readers = _readers.Of(rows.Count);
        var entries = _entries.Of(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            readers[i] = rows[i].Reader;
            entries[i] = rows[i].Entries;
        }
        _referenceLane.TypedValue = batch.Lane;
        _referenceSequence.TypedValue = batch.Sequence;
        to.Add(_reference);
    }
}
