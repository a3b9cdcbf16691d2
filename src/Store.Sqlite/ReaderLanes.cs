using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite;

/// <summary>Readers in lanes with their newest progress.</summary>
internal static class ReaderLanes
{
    /// <summary>All that a session owns, by lane and reader.</summary>
    public static IReadOnlyList<ReaderGrant> ReadOf(Connection connection, SessionId session) =>
        Complete(connection, connection.Get(Sql.ReadReaderGrants).Bind(1, session.Value));

    /// <summary>One, whoever owns it.</summary>
    public static ReaderGrant Read(Connection connection, ReaderLane readerLane) =>
        Complete(
            connection, connection.Get(Sql.ReadReaderLane).Bind(1, readerLane.Reader).Bind(2, readerLane.Lane))[0];

    /// <summary>The newest progress of all, by reader and lane.</summary>
    public static List<ProgressRow> ReadProgress(Connection connection) =>
        [.. ReadRows(connection.Get(Sql.ReadReaderLanes)).Select(row => Newest(connection, row.Base))];

    private static List<ReaderGrant> Complete(Connection connection, Statement reading)
    {
        var grants = new List<ReaderGrant>();
        foreach (var row in ReadRows(reading))
        {
            var progress = Newest(connection, row.Base);
            var deaths = row.DeathAt == progress.Position ? row.Deaths : 0;
            var transmits = ReadTransmits(connection, progress);
            grants.Add(new ReaderGrant(progress.ReaderLane, row.Epoch, progress, transmits, deaths)
            {
                Home = row.Home,
            });
        }
        return grants;
    }

    // All at once: completing a row uses statements that must not stand in the middle of each other.
    private static List<(long Epoch, ProgressRow Base, int Deaths, Position DeathAt, SessionId Home)> ReadRows(
        Statement reading)
    {
        var rows = new List<(long, ProgressRow, int, Position, SessionId)>();
        while (reading.Step())
        {
            var key = new ReaderLane(reading.Int32(0), reading.Int32(1));
            var from = new ProgressRow(
                key, reading.Int64(4), reading.Int64(3), new Position(reading.Int64(5), reading.Int32(6)),
                reading.Bytes(7));
            rows.Add((
                reading.Int64(2), from, reading.Int32(8), new Position(reading.Int64(9), reading.Int32(10)),
                new SessionId(reading.Int64(11))));
        }
        return rows;
    }

    private static ProgressRow Newest(Connection connection, ProgressRow from)
    {
        var reading = connection.Get(Sql.ReadProgress)
            .Bind(1, from.ReaderLane.Reader).Bind(2, from.ReaderLane.Lane).Bind(3, from.Number);
        if (!reading.Step())
        {
            return from;
        }
        var newest = new ProgressRow(
            from.ReaderLane, reading.Int64(1), reading.Int64(0), new Position(reading.Int64(2), reading.Int32(3)),
            reading.Bytes(4));
        reading.Reset();
        return newest;
    }

    private static List<TransmitRow> ReadTransmits(Connection connection, ProgressRow progress)
    {
        var transmits = new List<TransmitRow>();
        var reading = connection.Get(Sql.ReadTransmits)
            .Bind(1, progress.ReaderLane.Reader).Bind(2, progress.ReaderLane.Lane)
            .Bind(3, progress.Position.Sequence).Bind(4, progress.Position.Item);
        while (reading.Step())
        {
            transmits.Add(new TransmitRow(
                progress.ReaderLane, reading.Int64(1), reading.Int64(0),
                new Position(reading.Int64(2), reading.Int32(3)), reading.Bytes(4)));
        }
        return transmits;
    }
}
