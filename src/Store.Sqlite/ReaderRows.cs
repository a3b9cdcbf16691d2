using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Readers as the table has them.</summary>
internal static class ReaderRows
{
    public static List<ReaderRow> Read(Connection connection)
    {
        var rows = new List<ReaderRow>();
        var reading = connection.Get(Sql.GetReaders);
        while (reading.Step())
        {
            rows.Add(new ReaderRow(
                reading.Int32(0), (ReaderKind)reading.Int32(1), reading.Text(2), reading.Int32(3)));
        }
        return rows;
    }

    /// <summary>The number of a reader; null if there is none of the name.</summary>
    public static long? Find(WriteTransaction transaction, ReaderKind kind, string name, int? reads) =>
        transaction.Get(Sql.FindReader).Bind(1, (int)kind).Bind(2, name).Bind(3, (long?)reads).Scalar();

    /// <summary>A new reader; without a base of its own it reads its own references.</summary>
    public static long Add(WriteTransaction transaction, ReaderKind kind, string name, int? reads)
    {
        transaction.Get(Sql.AddReader).Bind(1, (int)kind).Bind(2, name).Bind(3, (long?)reads).Run();
        return transaction.Connection.LastInsertedRow;
    }

    /// <summary>The number of a reader, which is made if there is none of the name.</summary>
    public static long FindOrAdd(WriteTransaction transaction, ReaderKind kind, string name, int? reads) =>
        Find(transaction, kind, name, reads) ?? Add(transaction, kind, name, reads);
}
