using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Reading;

/// <summary>Reads the columns that every statement over open items gives in the same order.</summary>
internal static class OpenItemReader
{
    private const int RecordColumn = 19;

    /// <summary>An item without its record.</summary>
    public static OpenItemRow Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Kind = (OpenItemKind)row.GetInt32(1),
        State = (OpenItemState)row.GetInt32(2),
        Epoch = row.GetInt64(3),
        Reader = row.GetInt32(4),
        Due = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        Attempts = row.GetInt32(6),
        Deaths = row.GetInt32(7),
        Port = row.GetString(8),
        MessageId = row.GetGuid(9),
        InterchangeId = row.GetGuid(10),
        MessageType = Text(row, 11),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(12),
        ChangedAt = row.GetFieldValue<DateTimeOffset>(13),
        FailureCode = Text(row, 14),
        FailureText = Text(row, 15),
        Report = Text(row, 16),
        Transmit = Text(row, 17),
        BodyIds = row.GetFieldValue<Guid[]>(18),
    };

    /// <summary>An item with its record.</summary>
    public static OpenItemRow ReadWhole(NpgsqlDataReader row) =>
        Read(row) with { Record = row.GetFieldValue<byte[]>(RecordColumn) };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
