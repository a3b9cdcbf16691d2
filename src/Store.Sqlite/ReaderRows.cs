using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

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
}
