namespace Viaduct.Client;

/// <summary>What applying a configuration would do.</summary>
public sealed record ConfigurationPlan
{
    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The hash of what would be active.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of what is active; null if nothing is.</summary>
    public required string? PreviousHash { get; init; }

    /// <summary>False if it is active already.</summary>
    public required bool Changes { get; init; }

    /// <summary>What is different, part by part, and what that means for what runs.</summary>
    public required IReadOnlyList<PlannedChange> Parts { get; init; }

    /// <summary>Why it cannot be tried on a share of what comes in; empty if it can.</summary>
    public required IReadOnlyList<string> TrialObstacles { get; init; }

    /// <summary>What the configuration is warned of.</summary>
    public required IReadOnlyList<ConfigurationMistake> Warnings { get; init; }
}
