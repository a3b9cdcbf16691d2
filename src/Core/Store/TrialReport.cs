namespace Viaduct.Core.Store;

/// <summary>How a trial is, or was when it ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Counts">What all sessions have counted.</param>
/// <param name="Elapsed">Since it began, until now or its end, by the store's clock.</param>
public sealed record TrialReport(Trial Trial, TrialCounts Counts, TimeSpan Elapsed)
{
    /// <summary>How it ended; null while it is under way.</summary>
    public TrialOutcome? Outcome { get; init; }

    /// <summary>Why it ended; null while it is under way.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ended, by the store's clock; null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
