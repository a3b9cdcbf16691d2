using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Tracking events, in batches.</summary>
internal sealed class PostgresTrackingStore(SessionLinks links) : ITrackingStore
{
    private static readonly string s_read = Sql.Read("ReadTracking");
    private static readonly string s_readBack = Sql.Read("ReadTrackingBack");
    private static readonly string s_readIndexes = Sql.Read("ReadTrackingIndexes");
    private static readonly string s_readIndexesBack = Sql.Read("ReadTrackingIndexesBack");
    private static readonly string[] s_readBodies = Sql.ReadPerClass("ReadTrackedBodies");

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_read, from, to, afterId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_readBack, from, to, beforeId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadIndexesAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_readIndexes, from, to, afterId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadIndexesBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_readIndexesBack, from, to, beforeId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadBodiesAsync(TrackedPlace place, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(
                s_readBodies[place.Retention], Parameters.Of(place.Lane), Parameters.Of(place.Sequence),
                Parameters.Of(place.Offset), Parameters.Of(place.Length)),
            static row => row.GetFieldValue<byte[]>(0), cancellationToken);
        return rows is [var bytes] ? bytes : null;
    }

    private async Task<IReadOnlyList<TrackingRow>> ReadAsync(
        string sql, DateTimeOffset from, DateTimeOffset to, long id, int rowsMax,
        CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(
                sql, Parameters.Of(from.ToUniversalTime()), Parameters.Of(to.ToUniversalTime()),
                Parameters.Of(id), Parameters.Of(rowsMax)),
            static row => new TrackingRow(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)),
            cancellationToken);
}
