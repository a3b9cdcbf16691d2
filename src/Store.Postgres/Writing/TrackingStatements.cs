using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What a commit tracks, in the tables of the generations that its lane's fence proves (rule 73).</summary>
internal static class TrackingStatements
{
    public static void Add(
        NpgsqlBatchCommandCollection to, CommitBatch batch, LogPlace place, TimeProvider? clock)
    {
        for (int i = 0; i < batch.TrackedBodies.Count; i++)
        {
            var row = batch.TrackedBodies[i];
            to.Add(Parameters.Command(
                SqlOf(CommitSql.TrackedBodies, row.Retention, place), Parameters.Of(batch.Lane),
                Parameters.Of(batch.Sequence), Parameters.Of(row.Records)));
        }
        if (batch.BodiesKept.Count > 0)
        {
            to.Add(Parameters.Command(
                CommitSql.BodyKept, Parameters.Of([.. batch.BodiesKept.Select(static body => body.BodyId)]),
                Parameters.Of([.. batch.BodiesKept.Select(static body => body.Keep)]), Parameters.Now(clock)));
        }
        if (batch.Tracking.Count == 0) return;
        foreach (var rows in batch.Tracking.GroupBy(static row => row.Retention))
            to.Add(TrackingRows.Command(SqlOf(CommitSql.Tracking, rows.Key, place), [.. rows]));
    }

    private static string SqlOf(string[][] sql, int retention, LogPlace place) =>
        sql[retention][Sql.TrackingSlotOf(place.Tracking[retention]) - 1];
}
