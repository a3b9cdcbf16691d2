namespace Viaduct.Cli.Demo;

/// <summary>How the demo runs.</summary>
internal sealed record DemoOptions
{
    /// <summary>Files put in, bad ones included. Default 3,000.</summary>
    public int Files { get; init; } = 3_000;

    /// <summary>How long the second half of them takes to come, in seconds. Default 14.</summary>
    public int Seconds { get; init; } = 14;

    /// <summary>True to leave the folder where it is. Default false.</summary>
    public bool Keep { get; init; }

    /// <summary>The store's address; null for SQLite in the demo's own folder.</summary>
    public string? Store { get; init; }

    /// <summary>How long nothing may arrive before the demo gives up. Default one minute.</summary>
    public TimeSpan StandstillMax { get; init; } = TimeSpan.FromMinutes(1);
}
