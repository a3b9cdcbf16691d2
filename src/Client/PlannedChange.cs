namespace Viaduct.Client;

/// <summary>A part of a configuration that would be different, and what that means for what runs.</summary>
public sealed record PlannedChange
{
    /// <summary>How it is different, one of <see cref="ChangeKinds"/>; null if only what it uses is.</summary>
    public required string? Kind { get; init; }

    /// <summary>What it is: host, receive port, receive location, send port, send port group, file.</summary>
    public required string Part { get; init; }

    /// <summary>Its name, or the path of a file.</summary>
    public required string Name { get; init; }

    /// <summary>What happens to it, one of <see cref="PlanEffects"/>.</summary>
    public required string Effect { get; init; }

    /// <summary>For people: what goes on, what is drained, what waits.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The most seconds for which it does nothing: as long as what it has in hand takes, and no longer than the
    /// time-out
    /// of a stop. 0 if it is not interrupted, null if it stays away.
    /// </summary>
    public required double? InterruptedSecondsMax { get; init; }

    /// <summary>Its messages that are suspended or wait for another attempt.</summary>
    public required long OpenItems { get; init; }

    /// <summary>In how many commits of the log messages for it may wait, as far as that is known.</summary>
    public required long Behind { get; init; }
}
