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

    /// <summary>
    /// How long the writer waits at most for the callers of the last commit to come back with more. Default 1 ms.
    /// </summary>
    public TimeSpan ComeBackWait { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// A commit that takes longer than this shows that the store is away or behind: who can refuse what comes in does.
    /// Default 1 s.
    /// </summary>
    public TimeSpan BehindAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait before trying again when the store has no room. Default 250 ms.</summary>
    public TimeSpan NoRoomWait { get; init; } = TimeSpan.FromMilliseconds(250);
}
