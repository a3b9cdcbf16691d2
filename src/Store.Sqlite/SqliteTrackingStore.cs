using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;

namespace Viaduct.Store.Sqlite;

/// <summary>Tracking events.</summary>
internal sealed class SqliteTrackingStore(ReaderPool readers) : ITrackingStore
{
    // So many rows are looked at in one read transaction, which is to last milliseconds.
    private const int SliceRows = 500;

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        ForwardAsync(Sql.ReadTracking, from, to, afterId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        BackAsync(Sql.ReadTrackingBack, from, to, beforeId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadIndexesAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        ForwardAsync(Sql.ReadTrackingIndexes, from, to, afterId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadIndexesBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        BackAsync(Sql.ReadTrackingIndexesBack, from, to, beforeId, rowsMax, cancellationToken);

    private async Task<IReadOnlyList<TrackingRow>> ForwardAsync(
        SqlText sql, DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax,
        CancellationToken cancellationToken)
    {
        var (start, end) = (StoreTime.From(from), StoreTime.From(to));
        var first = await readers.RunAsync(
            connection => connection.Get(Sql.FindTracking).Bind(1, start).Scalar(), cancellationToken);
        var rows = new List<TrackingRow>();
        var after = first is { } found ? Math.Max(afterId, found - 1) : (long?)null;
        while (after is { } last && rows.Count < rowsMax)
        {
            after = await readers.RunAsync(
                connection => Read(connection, sql, start, end, last, rowsMax, rows), cancellationToken);
        }
        return rows;
    }

    private async Task<IReadOnlyList<TrackingRow>> BackAsync(
        SqlText sql, DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax,
        CancellationToken cancellationToken)
    {
        var (start, end) = (StoreTime.From(from), StoreTime.From(to));
        var first = await readers.RunAsync(
            connection => connection.Get(Sql.FindTracking).Bind(1, start).Scalar(), cancellationToken);
        var rows = new List<TrackingRow>();
        var before = first is null ? (long?)null : beforeId;
        while (before > first && rows.Count < rowsMax)
        {
            var last = before.Value;
            before = await readers.RunAsync(
                connection => Read(connection, sql, start, end, last, rowsMax, rows), cancellationToken);
        }
        return rows;
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadBodiesAsync(TrackedPlace place, CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var reading = connection.Get(Sql.ReadTrackedBodies)
                    .Bind(1, TrackedPlaces.Of(place.Retention, place.Lane, place.Sequence))
                    .Bind(2, place.Offset).Bind(3, place.Length);
                return reading.Step() ? reading.Bytes(0) : null;
            },
            cancellationToken);

    // The id to go on from, or null at the end.
    private static long? Read(
        Connection connection, SqlText sql, long from, long to, long after, int rowsMax, List<TrackingRow> rows)
    {
        var reading = connection.Get(sql).Bind(1, after);
        for (var looked = 0; rows.Count < rowsMax; looked++)
        {
            if (!reading.Step())
            {
                return null;
            }
            after = reading.Int64(0);
            var (begins, ends) = (reading.Int64(1), reading.Int64(2));
            if (begins <= to && ends >= from)
            {
                rows.Add(new TrackingRow(
                    after, StoreTime.ToTime(begins), StoreTime.ToTime(ends), reading.Bytes(3), reading.Bytes(4)));
            }
            if (looked == SliceRows)
            {
                break;
            }
        }
        return after;
    }
}
