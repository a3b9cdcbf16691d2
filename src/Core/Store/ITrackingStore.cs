namespace Viaduct.Core.Store;

/// <summary>Tracking events, in batches. They are written in commit batches by the tracker.</summary>
public interface ITrackingStore
{
    /// <summary>
    /// Rows whose time span touches [<paramref name="from"/>, <paramref name="to"/>], with a number above
    /// <paramref name="afterId"/>, in the order of their numbers.
    /// </summary>
    Task<IReadOnlyList<TrackingRow>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken);

    /// <summary>
    /// Rows whose time span touches [<paramref name="from"/>, <paramref name="to"/>], with a number below
    /// <paramref name="beforeId"/>, the highest number first: what was stored last without reading all before it.
    /// </summary>
    Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken);
}
