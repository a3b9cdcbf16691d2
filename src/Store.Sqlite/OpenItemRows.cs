using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite;

/// <summary>Open items as statements give them: all that list the same columns in the same order.</summary>
internal static class OpenItemRows
{
    /// <summary>The column behind those of the item.</summary>
    public const int ColumnsOfItem = 19;

    /// <summary>The present row without its record and bodies, with its number in the table.</summary>
    public static (long Number, OpenItemRow Row) Read(Statement reading) => (reading.Int64(0), new OpenItemRow
    {
        Id = reading.Guid(1),
        Kind = (OpenItemKind)reading.Int32(2),
        State = (OpenItemState)reading.Int32(3),
        Reader = reading.Int32(4),
        Port = reading.Text(5),
        MessageId = reading.Guid(6),
        InterchangeId = reading.Guid(7),
        MessageType = reading.TextOrNull(8),
        Attempts = reading.Int32(9),
        Deaths = reading.Int32(10),
        FailureCode = reading.TextOrNull(11),
        FailureText = reading.TextOrNull(12),
        Report = reading.TextOrNull(13),
        Transmit = reading.TextOrNull(14),
        Due = reading.Int64OrNull(15) is { } due ? StoreTime.ToTime(due) : null,
        CreatedAt = StoreTime.ToTime(reading.Int64(16)),
        ChangedAt = StoreTime.ToTime(reading.Int64(17)),
        Epoch = reading.Int64(18),
    });

    public static List<Guid> ReadBodies(Connection connection, long number)
    {
        var bodies = new List<Guid>();
        var reading = connection.Get(Sql.ReadOpenItemBodies).Bind(1, number);
        while (reading.Step())
        {
            bodies.Add(reading.Guid(0));
        }
        return bodies;
    }

    /// <summary>The item with its record and its bodies.</summary>
    public static OpenItemRow Complete(Connection connection, long number, OpenItemRow row)
    {
        var reading = connection.Get(Sql.ReadOpenItemRecord).Bind(1, number);
        var record = reading.Step() ? reading.Bytes(0) : [];
        reading.Reset();
        return row with { Record = record, BodyIds = ReadBodies(connection, number) };
    }
}
