using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Reads and ends trials inside other transactions.</summary>
internal static class TrialRows
{
    /// <summary>The trial that is under way; null if none is.</summary>
    public static Trial? UnderWay(Connection connection)
    {
        var reading = connection.Get(Sql.GetTrial);
        var trial = reading.Step() ? Read(reading) : null;
        reading.Reset();
        return trial;
    }

    /// <summary>A trial as the statements give it, in the first columns.</summary>
    public static Trial Read(Statement row) => new(
        row.Int64(0), row.Text(1), row.Text(2), row.Int32(3), StoreTime.ToTime(row.Int64(4)))
    {
        Terms = new TrialTerms
        {
            Margin = row.Int32(5),
            AcceptAfter = row.Int64OrNull(6),
            AcceptAfterTime = row.Int64OrNull(7) is { } time ? StoreTime.ToDistance(time) : null,
        },
    };

    /// <summary>A configuration is activated: a trial that is under way ends (rule 92).</summary>
    public static void Applied(WriteTransaction transaction, string hash) => transaction.Get(Sql.TrialApplied)
        .Bind(1, hash).Bind(2, TrialDecision.Applied).Bind(3, transaction.Now).Run();
}
