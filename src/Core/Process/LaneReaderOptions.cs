namespace Viaduct.Core.Process;

/// <summary>Limits of one reader in one lane.</summary>
public sealed record LaneReaderOptions
{
    /// <summary>The most work items in hand, in each lane. Default 8,192.</summary>
    public int ItemsMax { get; init; } = 8_192;

    /// <summary>The most bytes of message records in hand, in each lane. Default 8 MB.</summary>
    public long BytesMax { get; init; } = 8L << 20;

    /// <summary>The most segments in one read from the store. Default 64.</summary>
    public int SegmentsPerRead { get; init; } = 64;

    /// <summary>About how many bytes of records are fetched in one read. Default 4 MB.</summary>
    public int BytesPerRead { get; init; } = 4 << 20;
}
