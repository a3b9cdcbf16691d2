namespace Viaduct.Core.Process;

/// <summary>Limits of one reader in one lane.</summary>
public sealed record LaneReaderOptions
{
    /// <summary>The most work items in hand. Default 32,768.</summary>
    public int ItemsMax { get; init; } = 32_768;

    /// <summary>The most bytes of message records in hand. Default 64 MB.</summary>
    public long BytesMax { get; init; } = 64L << 20;

    /// <summary>The most segments in one read from the store. Default 64.</summary>
    public int SegmentsPerRead { get; init; } = 64;

    /// <summary>About how many bytes of records are fetched in one read. Default 4 MB.</summary>
    public int BytesPerRead { get; init; } = 4 << 20;
}
