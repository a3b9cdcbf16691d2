namespace Viaduct.Core.Store;

/// <summary>When a trial ends by itself.</summary>
public sealed record TrialTerms
{
    /// <summary>
    /// By how much the candidate's share of suspensions may exceed that of the base, in 1/10,000. Default 100: one
    /// percentage point.
    /// </summary>
    public int Margin { get; init; } = 100;

    /// <summary>
    /// It is accepted once the candidate has had so many interchanges, unless it is worse. Null (default): never.
    /// </summary>
    public long? AcceptAfter { get; init; }

    /// <summary>It is accepted after this time, unless it is worse. Null (default): never.</summary>
    public TimeSpan? AcceptAfterTime { get; init; }
}
