namespace Viaduct.Client;

/// <summary>How a version is tried.</summary>
public sealed record TrialOptions
{
    /// <summary>How much of what comes in it gets, in percent: 0.01 to 99.99, with two decimals at most.</summary>
    public required decimal Percent { get; init; }

    /// <summary>
    /// By how much its share of suspensions may exceed that of the active configuration before it is withdrawn, in
    /// percentage points: 0 to 100. Default 1.
    /// </summary>
    public decimal MarginPercent { get; init; } = 1;

    /// <summary>
    /// It is accepted once it has had so many interchanges, unless it is worse. Null (default): never.
    /// </summary>
    public long? AcceptAfter { get; init; }

    /// <summary>It is accepted after so many seconds, unless it is worse. Null (default): never.</summary>
    public long? AcceptAfterSeconds { get; init; }
}
