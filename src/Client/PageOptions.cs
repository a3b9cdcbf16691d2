namespace Viaduct.Client;

/// <summary>How many entries of a list are wanted, and from where on.</summary>
public sealed record PageOptions
{
    /// <summary>The most entries of a page.</summary>
    public const int LimitMax = 1_000;

    /// <summary>How many at most, from 1 to <see cref="LimitMax"/>. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>What the page before gave as its next; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>
    /// For items: true to look up the name of the file that each came in with, which reads its message. Default false.
    /// </summary>
    public bool FileNames { get; init; }
}
