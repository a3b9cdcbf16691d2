using Npgsql;
using NpgsqlTypes;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>Appends rows of progress or transmit, which have the same columns.</summary>
internal sealed class ReaderRowStatement
{
    private readonly Column<int> _readers = new(NpgsqlDbType.Integer);
    private readonly Column<int> _lanes = new(NpgsqlDbType.Integer);
    private readonly Column<long> _numbers = new(NpgsqlDbType.Bigint);
    private readonly Column<long> _epochs = new(NpgsqlDbType.Bigint);
    private readonly Column<long> _sequences = new(NpgsqlDbType.Bigint);
    private readonly Column<int> _items = new(NpgsqlDbType.Integer);
    private readonly Column<ReadOnlyMemory<byte>> _bytes = new(NpgsqlDbType.Bytea);
    private readonly NpgsqlBatchCommand _command;

    public ReaderRowStatement(string sql) => _command = Parameters.Command(
        sql, _readers.Parameter, _lanes.Parameter, _numbers.Parameter, _epochs.Parameter, _sequences.Parameter,
        _items.Parameter, _bytes.Parameter);

    public void AddProgress(NpgsqlBatchCommandCollection to, IReadOnlyList<ProgressRow> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Set(i, rows.Count, row.ReaderLane, row.Number, row.Epoch);
            SetItem(i, rows.Count, row.Position, row.Done);
        }
        to.Add(_command);
    }

    public void AddTransmits(NpgsqlBatchCommandCollection to, IReadOnlyList<TransmitRow> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Set(i, rows.Count, row.ReaderLane, row.Number, row.Epoch);
            SetItem(i, rows.Count, row.Highest, row.Records);
        }
        to.Add(_command);
    }

    private void Set(int row, int rows, ReaderLane key, long number, long epoch)
    {
        _readers.Of(rows)[row] = key.Reader;
        _lanes.Of(rows)[row] = key.Lane;
        _numbers.Of(rows)[row] = number;
        _epochs.Of(rows)[row] = epoch;
    }

    private void SetItem(int row, int rows, Position position, ReadOnlyMemory<byte> bytes)
    {
        _sequences.Of(rows)[row] = position.Sequence;
        _items.Of(rows)[row] = position.Item;
        _bytes.Of(rows)[row] = bytes;
    }
}
