using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>Rows of progress or transmit, which have the same columns, as arrays for unnest.</summary>
internal readonly struct ReaderRowColumns(int count)
{
    private readonly int[] _readers = new int[count];
    private readonly int[] _lanes = new int[count];
    private readonly long[] _numbers = new long[count];
    private readonly long[] _epochs = new long[count];
    private readonly long[] _sequences = new long[count];
    private readonly int[] _items = new int[count];
    private readonly ReadOnlyMemory<byte>[] _bytes = new ReadOnlyMemory<byte>[count];

    public void Set(int row, ReaderLane key, long number, long epoch, Position position, ReadOnlyMemory<byte> bytes)
    {
        _readers[row] = key.Reader;
        _lanes[row] = key.Lane;
        _numbers[row] = number;
        _epochs[row] = epoch;
        _sequences[row] = position.Sequence;
        _items[row] = position.Item;
        _bytes[row] = bytes;
    }

    public NpgsqlBatchCommand Command(string sql) => Parameters.Command(
        sql, Parameters.Of(_readers), Parameters.Of(_lanes), Parameters.Of(_numbers), Parameters.Of(_epochs),
        Parameters.Of(_sequences), Parameters.Of(_items), Parameters.Of(_bytes));
}
