namespace Viaduct.Core.Store;

/// <summary>Limits of the commit unit.</summary>
public sealed record CommitUnitOptions
{
    /// <summary>The most entries in one commit. Default 2,000.</summary>
    public int EntriesMax { get; init; } = 2_000;

    /// <summary>A commit takes no further entry once it has this many bytes. Default 4 MB.</summary>
    public int BytesMax { get; init; } = 4 << 20;

    /// <summary>After so many commits the writer goes on in its next lane. Default 256.</summary>
    public int CommitsPerLane { get; init; } = 256;

    /// <summary>Callers wait while entries of this many bytes are queued. Default 64 MB.</summary>
    public long QueuedBytesMax { get; init; } = 64L << 20;

    /// <summary>How long to wait before trying again when the store has no room. Default 250 ms.</summary>
    public TimeSpan NoRoomWait { get; init; } = TimeSpan.FromMilliseconds(250);
}
