using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What a commit writes about open items; behind their fence.</summary>
internal static class OpenItemStatements
{
    public static void Add(NpgsqlBatchCommandCollection to, CommitBatch batch, TimeProvider? clock)
    {
        if (batch.OpenItemsAdded.Count > 0)
        {
            to.Add(Added(batch, clock));
            AddBodies(to, batch.OpenItemsAdded);
        }
        if (batch.OpenItemsChanged.Count > 0) to.Add(Changed(batch.OpenItemsChanged, clock));
        if (batch.OpenItemsRemoved.Count > 0)
        {
            to.Add(Parameters.Command(
                CommitSql.OpenItemRemoved, Parameters.Of(Column(batch.OpenItemsRemoved, static key => key.Id))));
        }
    }

    private static NpgsqlBatchCommand Added(CommitBatch batch, TimeProvider? clock)
    {
        var rows = batch.OpenItemsAdded;
        return Parameters.Command(
            CommitSql.OpenItemAdded,
            Parameters.Of(batch.Session.Value),
            Parameters.Now(clock),
            Parameters.Of(Column(rows, static row => row.Id)),
            Parameters.Of(Column(rows, static row => (int)row.Kind)),
            Parameters.Of(Column(rows, static row => (int)row.State)),
            Parameters.Of(Column(rows, static row => row.Reader)),
            Parameters.Of(Column(rows, static row => row.DueIn ?? TimeSpan.Zero)),
            Parameters.Of(Column(rows, static row => row.Attempts)),
            Parameters.Of(Column(rows, static row => row.Deaths)),
            Parameters.Of(Column(rows, static row => row.Port)),
            Parameters.Of(Column(rows, static row => row.MessageId)),
            Parameters.Of(Column(rows, static row => row.InterchangeId)),
            Parameters.Of(Column(rows, static row => row.MessageType)),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.FailureCode))),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.FailureText))),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.Report))),
            Parameters.Of(Column(rows, static row => row.Transmit)),
            Parameters.Of(Column(rows, static row => row.Record)));
    }

    private static void AddBodies(NpgsqlBatchCommandCollection to, IReadOnlyList<OpenItemRow> rows)
    {
        List<Guid>? items = null;
        List<Guid>? bodies = null;
        foreach (var row in rows)
        {
            foreach (var body in row.BodyIds)
            {
                (items ??= []).Add(row.Id);
                (bodies ??= []).Add(body);
            }
        }
        if (items is not null)
        {
            to.Add(Parameters.Command(
                CommitSql.OpenItemBody, Parameters.Of([.. items]), Parameters.Of([.. bodies!])));
        }
    }

    private static NpgsqlBatchCommand Changed(IReadOnlyList<OpenItemChange> rows, TimeProvider? clock) =>
        Parameters.Command(
            CommitSql.OpenItemChanged,
            Parameters.Now(clock),
            Parameters.Of(Column(rows, static row => row.Key.Id)),
            Parameters.Of(Column(rows, static row => (int)row.State)),
            Parameters.Of(Column(rows, static row => row.Attempts)),
            Parameters.Of(Column(rows, static row => row.DueIn ?? TimeSpan.Zero)),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.FailureCode))),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.FailureText))),
            Parameters.Of(Column(rows, static row => Texts.Clean(row.Report))),
            Parameters.Of(Column(rows, static row => row.Transmit)));

    private static T[] Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (int i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}
