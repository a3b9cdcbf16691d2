using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Tracking events, in batches.</summary>
internal sealed class PostgresTrackingStore(SessionLinks links) : ITrackingStore
{
    private static readonly string s_read = Sql.Read("ReadTracking");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(
                s_read, Parameters.Of(from.ToUniversalTime()), Parameters.Of(to.ToUniversalTime()),
                Parameters.Of(afterId), Parameters.Of(rowsMax)),
            static row => new TrackingRow(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)),
            cancellationToken);
}
