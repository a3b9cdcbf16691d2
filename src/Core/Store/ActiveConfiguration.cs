namespace Viaduct.Core.Store;

/// <summary>The configuration that is active, with the numbers that the log uses for its names.</summary>
/// <param name="Hash">The SHA-256 of the package, in lower-case hexadecimal.</param>
/// <param name="RouteVersion">Rises with every activation.</param>
/// <param name="AppliedAt">When it was activated, by the store's clock.</param>
/// <param name="Readers">The tracker and one reader per host, configured now or earlier; detached ports too.</param>
/// <param name="Ports">The numbers of the send ports by name. A number is never reused for another name.</param>
public sealed record ActiveConfiguration(
    string Hash, long RouteVersion, DateTimeOffset AppliedAt,
    IReadOnlyList<ReaderRow> Readers, IReadOnlyDictionary<string, int> Ports)
{
    /// <summary>The send ports and receive locations of which an operator has said what they are to do.</summary>
    public IReadOnlyList<OperatedPort> Operated { get; init; } = [];

    /// <summary>The hosts on servers, and servers, of which an operator has said what they are to do.</summary>
    public IReadOnlyList<OperatedInstance> Instances { get; init; } = [];

    /// <summary>The retention classes, configured now or earlier, by number.</summary>
    public IReadOnlyList<RetentionRow> Retention { get; init; } = [];

    /// <summary>What is about to be activated; null if nothing is.</summary>
    public Announcement? Announced { get; init; }

    /// <summary>The trial that is under way; null if none is.</summary>
    public Trial? Trial { get; init; }
}
