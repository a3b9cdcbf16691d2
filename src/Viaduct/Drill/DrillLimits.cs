using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>What is demanded of a drill.</summary>
internal sealed record DrillLimits
{
    /// <summary>The longest silence of a key; null for any.</summary>
    public TimeSpan? Gap { get; init; }

    /// <summary>The longest way of a message; null for any.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The longest time until the backlog is gone; null for any.</summary>
    public TimeSpan? Recovery { get; init; }

    /// <summary>The most messages lost. Default 0.</summary>
    public int Lost { get; init; }

    /// <summary>The most effects that are too many. Default 0.</summary>
    public int Duplicated { get; init; }

    /// <summary>The most messages out of order. Default 0.</summary>
    public int Reordered { get; init; }

    /// <summary>Whether the figures are as demanded.</summary>
    public IReadOnlyList<DrillAssertion> Judge(DrillFigures figures)
    {
        var assertions = new List<DrillAssertion>
        {
            Of("max-lost", Lost, figures.Lost),
            Of("max-duplicated", Duplicated, figures.Duplicated),
            Of("max-reordered", Reordered, figures.Reordered),
        };
        if (Gap is { } gap) assertions.Add(Of("max-gap", gap.TotalMilliseconds, figures.GapMs));
        if (Delay is { } delay) assertions.Add(Of("max-delay", delay.TotalMilliseconds, figures.DelayMs));
        if (Recovery is { } recovery)
            assertions.Add(Of("max-recovery", recovery.TotalMilliseconds, figures.RecoveryMs));
        return assertions;
    }

    private static DrillAssertion Of(string name, double limit, double? actual) =>
        new(name, limit, actual, actual <= limit);
}
