using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>Tracking rows as the last four arrays of a statement.</summary>
internal static class TrackingRows
{
    public static NpgsqlBatchCommand Command(
        string sql, IReadOnlyList<TrackingRow> rows, params ReadOnlySpan<NpgsqlParameter> before)
    {
        var command = Parameters.Command(sql, before);
        var from = new DateTimeOffset[rows.Count];
        var to = new DateTimeOffset[rows.Count];
        var index = new ReadOnlyMemory<byte>[rows.Count];
        var events = new ReadOnlyMemory<byte>[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            from[i] = rows[i].From.ToUniversalTime();
            to[i] = rows[i].To.ToUniversalTime();
            index[i] = rows[i].Index;
            events[i] = rows[i].Events;
        }
        command.Parameters.Add(Parameters.Of(from));
        command.Parameters.Add(Parameters.Of(to));
        command.Parameters.Add(Parameters.Of(index));
        command.Parameters.Add(Parameters.Of(events));
        return command;
    }
}
