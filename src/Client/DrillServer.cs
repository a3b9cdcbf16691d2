namespace Viaduct.Client;

/// <summary>What a server says of itself to a drill.</summary>
public sealed record DrillServer
{
    /// <summary>Its name.</summary>
    public required string Server { get; init; }

    /// <summary>The machine that it runs on.</summary>
    public required string Machine { get; init; }

    /// <summary>Its process there.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Viaduct's version.</summary>
    public required string Version { get; init; }

    /// <summary>Its session; 0 while it joins its group.</summary>
    public required long Session { get; init; }

    /// <summary>True if it was started so that drills may make it fail.</summary>
    public required bool AllowsDrills { get; init; }

    /// <summary>How many milliseconds an owner that shows no sign of life keeps what it owns.</summary>
    public required int LeaseMs { get; init; }

    /// <summary>The faults that it can suffer, of <see cref="FaultKinds"/>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The sessions of the group, as this server sees them now.</summary>
    public required IReadOnlyList<DrillSession> Sessions { get; init; }
}
