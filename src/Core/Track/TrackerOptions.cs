namespace Viaduct.Core.Track;

/// <summary>Limits of the tracker.</summary>
public sealed record TrackerOptions
{
    /// <summary>How long tracks gather before they are stored. Default 200 ms.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A stored batch ends when it has this many bytes of tracks. Default 56 KB, so that no buffer is a large object.
    /// </summary>
    public int BatchBytes { get; init; } = 56 << 10;

    /// <summary>The most batches in one commit entry. Default 32.</summary>
    public int BatchesPerEntry { get; init; } = 32;

    /// <summary>
    /// The most bytes of tracks kept in memory; beyond it they are read from the store later. Default 16 MB.
    /// </summary>
    public long BytesMax { get; init; } = 16L << 20;
}
