namespace Viaduct.Client;

/// <summary>How the latest trial of a version is, or was when it ended.</summary>
public sealed record TrialStatus
{
    /// <summary>Its number.</summary>
    public required long Number { get; init; }

    /// <summary>One of <see cref="TrialStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>The hash of the version that is tried.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the configuration that was active before.</summary>
    public required string BaseHash { get; init; }

    /// <summary>How much of what comes in the version gets, in percent.</summary>
    public required decimal Percent { get; init; }

    /// <summary>By how many percentage points more may be suspended before it is withdrawn.</summary>
    public required decimal MarginPercent { get; init; }

    /// <summary>After how many interchanges it is accepted; null: never.</summary>
    public required long? AcceptAfter { get; init; }

    /// <summary>After how many seconds it is accepted; null: never.</summary>
    public required long? AcceptAfterSeconds { get; init; }

    /// <summary>When it began, by the store's clock.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it ended, by the store's clock; null while it is under way.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended; null while it is under way.</summary>
    public required string? Reason { get; init; }

    /// <summary>What became of what the version had.</summary>
    public required TrialFigures Candidate { get; init; }

    /// <summary>What became of what the configuration had that was active before.</summary>
    public required TrialFigures Base { get; init; }
}
