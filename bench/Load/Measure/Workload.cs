namespace Viaduct.Load.Measure;

/// <summary>What is asked of a contestant: the same for all that are compared.</summary>
internal sealed record Workload
{
    /// <summary>How many publishers there are, each with one message at a time. Default 32.</summary>
    public int Publishers { get; init; } = 32;

    /// <summary>The size of a message in bytes. Default 1,024.</summary>
    public int BodyBytes { get; init; } = 1024;

    /// <summary>How long it runs before the clock starts. Default 2 s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the clock runs. Default 5 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages per second, to measure latency; null means as many as there can be. Default null.</summary>
    public int? PerSecond { get; init; }

    /// <summary>How long what is on its way may take to arrive after the last was published. Default 60 s.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(60);
}
