namespace Viaduct.Core.Track;

/// <summary>Limits of the tracker.</summary>
public sealed record TrackerOptions
{
    /// <summary>How long tracks gather before they are stored. Default 200 ms.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The most bytes of tracks in one stored batch. Default 512 KB.</summary>
    public int BatchBytes { get; init; } = 512 << 10;

    /// <summary>
    /// The most bytes of tracks kept in memory; beyond it they are read from the store later. Default 16 MB.
    /// </summary>
    public long BytesMax { get; init; } = 16L << 20;
}
