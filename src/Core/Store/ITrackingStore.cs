using Viaduct.Core.Track;

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

    /// <summary>As <see cref="ReadAsync"/>, without the events: for those who look at indexes first.</summary>
    Task<IReadOnlyList<TrackingRow>> ReadIndexesAsync(
        DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadBackAsync"/>, without the events.</summary>
    Task<IReadOnlyList<TrackingRow>> ReadIndexesBackAsync(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken);

    /// <summary>
    /// A part of what a commit tracked for a retention class (<see cref="CommitBatch.TrackedBodies"/>): 1. the bytes as
    /// they were written; 2. null if it is gone, or was never there (rule 75).
    /// </summary>
    Task<byte[]?> ReadBodiesAsync(TrackedPlace place, CancellationToken cancellationToken);
}
