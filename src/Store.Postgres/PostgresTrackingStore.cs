using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Tracking events, in batches.</summary>
internal sealed class PostgresTrackingStore(SessionLinks links) : ITrackingStore
{
    private static readonly string s_read = Sql.Read("ReadTracking");
    private static readonly string s_readBack = Sql.Read("ReadTrackingBack");

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_read, from, to, afterId, rowsMax, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
        ReadAsync(s_readBack, from, to, beforeId, rowsMax, cancellationToken);

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
