namespace Viaduct.Client;

/// <summary>A send port as configured, with what waits at it.</summary>
public sealed record PortStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its application.</summary>
    public required string Application { get; init; }

    /// <summary>The host that sends.</summary>
    public required string Host { get; init; }

    /// <summary>Its adapter.</summary>
    public required string Adapter { get; init; }

    /// <summary>Its address; never a secret.</summary>
    public required string Address { get; init; }

    /// <summary>What it does, one of <see cref="PortStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>What the configuration wants of it; another state than this is what an operator said.</summary>
    public string? Configured { get; init; }

    /// <summary>Items that wait for another attempt, or are being attempted.</summary>
    public required long Waiting { get; init; }

    /// <summary>
    /// In how many commits messages for it may wait in the log, if it has left its host's reader (it is stopped, or
    /// lags); null if
    /// nothing does. Commits for the host's other ports count too.
    /// </summary>
    public long? Behind { get; init; }

    /// <summary>What keeps it from sending, by server; empty if nothing is known.</summary>
    public IReadOnlyList<TroubleStatus> Troubles { get; init; } = [];

    /// <summary>Its suspended items.</summary>
    public required long Suspended { get; init; }
}
