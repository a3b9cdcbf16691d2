namespace Viaduct.Core.Store;

/// <summary>When what is done is removed.</summary>
public sealed record CleanUpOptions
{
    /// <summary>A generation is closed when it holds this many bytes. Default 1 GB.</summary>
    public long GenerationBytes { get; init; } = 1L << 30;

    /// <summary>A generation is closed after this time. Default one hour.</summary>
    public TimeSpan GenerationAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What laggards still need of a closed generation is copied out when it has been closed this long; at once if only
    /// detached ports need something of it, and it is little. Default one hour.
    /// </summary>
    public TimeSpan CopyOutAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A closed receipt is kept this long. Default one day.</summary>
    public TimeSpan ClosedReceipts { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Any receipt is kept this long. Default 90 days: longer than any source is expected to repeat itself.
    /// </summary>
    public TimeSpan Receipts { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// The response to a request is kept this long, for a request that comes again. Default one day.
    /// </summary>
    public TimeSpan Responses { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What is tracked in the default retention class is kept this long, if the configuration does not say it. Default
    /// 30 days.
    /// </summary>
    public TimeSpan Tracking { get; init; } = TimeSpan.FromDays(30);
}
