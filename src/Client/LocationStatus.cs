namespace Viaduct.Client;

/// <summary>A receive location as configured, with what is wrong at it.</summary>
public sealed record LocationStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its receive port.</summary>
    public required string Port { get; init; }

    /// <summary>Its application.</summary>
    public required string Application { get; init; }

    /// <summary>The host that receives.</summary>
    public required string Host { get; init; }

    /// <summary>Its adapter.</summary>
    public required string Adapter { get; init; }

    /// <summary>Its address; never a secret.</summary>
    public required string Address { get; init; }

    /// <summary>False if it receives nothing.</summary>
    public required bool Enabled { get; init; }

    /// <summary>
    /// What the configuration wants of it, <c>enabled</c> or <c>disabled</c>; another state is what an operator said.
    /// </summary>
    public string? Configured { get; init; }

    /// <summary>What keeps it from receiving, by server; empty if nothing is known.</summary>
    public IReadOnlyList<TroubleStatus> Troubles { get; init; } = [];

    /// <summary>Its suspended items.</summary>
    public required long Suspended { get; init; }
}
