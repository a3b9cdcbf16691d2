using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>The retention classes (rule 74).</summary>
internal static class RetentionRows
{
    public static List<RetentionRow> Read(Connection connection)
    {
        var rows = new List<RetentionRow>();
        var reading = connection.Get(Sql.GetRetention);
        while (reading.Step())
        {
            rows.Add(new RetentionRow(
                reading.Int32(0), reading.Text(1),
                reading.Int64OrNull(2) is { } keep ? StoreTime.ToDistance(keep) : null));
        }
        return rows;
    }

    public static void Activate(WriteTransaction transaction, IReadOnlyList<RetentionClass> classes)
    {
        var rows = Read(transaction.Connection);
        foreach (var wanted in classes)
        {
            var number = rows.Find(row => row.Name == wanted.Name)?.Number ?? Free(rows, classes);
            rows.RemoveAll(row => row.Number == number);
            rows.Add(new RetentionRow(number, wanted.Name, wanted.Keep));
            transaction.Get(Sql.ActivateRetention)
                .Bind(1, number).Bind(2, wanted.Name).Bind(3, StoreTime.From(wanted.Keep)).Run();
        }
        if (!classes.Any(one => one.Name == RetentionClass.DefaultName))
        {
            transaction.Get(Sql.ActivateRetention).Bind(1, 0).Bind(2, RetentionClass.DefaultName).BindNull(3).Run();
        }
    }

    // One that was never given, or else one that nobody names any more.
    private static int Free(List<RetentionRow> rows, IReadOnlyList<RetentionClass> classes) =>
        Enumerable.Range(1, RetentionClass.ClassesMax - 1)
            .Where(number => rows.Find(row => row.Number == number) is not { } row
                || classes.All(one => one.Name != row.Name))
            .OrderBy(number => rows.Exists(row => row.Number == number)).ThenBy(number => number)
            .Select(number => (int?)number).FirstOrDefault()
        ?? throw new ArgumentException(
            $"There are at most {RetentionClass.ClassesMax} retention classes.", nameof(classes));
}
