namespace Viaduct.Core.Model;

/// <summary>Retries of a failed transmission; after them the message is suspended.</summary>
public sealed record RetryModel
{
    /// <summary>Attempts after the first. Default 3, at most 1,000; 0 suspends after the first failure.</summary>
    public int Count { get; init; } = 3;

    /// <summary>The time from one attempt to the next. Default 5 minutes, at most 365 days.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);
}
