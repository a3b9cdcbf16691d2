namespace Viaduct.Client;

/// <summary>What a job does with which items: those of the ids, or all that fit the query.</summary>
public sealed record JobRequest
{
    /// <summary>The most items that one job changes.</summary>
    public const int ItemsMax = 100_000;

    /// <summary>What it does: one of <see cref="ItemActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>These items, at most 10,000; or null, if a query is given.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>
    /// All that fit, or null, if ids are given. Without states: the suspended ones, those that cannot be resumed only
    /// to
    /// be terminated. A job that terminates must be given something to choose by.
    /// </summary>
    public ItemQuery? Items { get; init; }
}
