using System.Text;
using Viaduct.Load.Limit;

namespace Viaduct.Load.Contestants;

/// <summary>The tables of a SQLite database and their rows.</summary>
internal sealed class SqliteTables
{
    private readonly Dictionary<string, SqliteStatement> _counts = [];

    /// <summary>Finds the tables.</summary>
    public SqliteTables(SqliteConnection connection)
    {
        var next = connection.Prepare(
            "SELECT rowid, 0, name FROM sqlite_schema WHERE type = 'table' AND rowid > ?1 ORDER BY rowid LIMIT 1");
        long last = 0;
        var names = new List<string>();
        while (next.ReadFirst(last, Visit))
        {
        }
        foreach (var name in names)
        {
            _counts[name] = connection.Prepare($"SELECT count(*), ?1, '' FROM \"{name}\"");
        }

        void Visit(long row, long unused, ReadOnlySpan<byte> name)
        {
            last = row;
            names.Add(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>The rows of each table now.</summary>
    public IEnumerable<(string Table, long Rows)> Count()
    {
        foreach (var (table, count) in _counts)
        {
            long rows = 0;
            count.ReadFirst(0, (counted, _, _) => rows = counted);
            yield return (table, rows);
        }
    }
}
