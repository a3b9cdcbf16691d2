namespace Viaduct.Client;

/// <summary>How a group is at one moment.</summary>
public sealed record LiveFigures
{
    /// <summary>When, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The server that gives them: the rates by port and the times are its own.</summary>
    public string Server { get; init; } = "";

    /// <summary>Servers that are alive.</summary>
    public required int Servers { get; init; }

    /// <summary>Commits of all servers to the log, a second, since the figures before.</summary>
    public required double CommitsPerSecond { get; init; }

    /// <summary>Messages that this server published, a second, since the figures before.</summary>
    public required double PublishedPerSecond { get; init; }

    /// <summary>Deliveries that this server's send ports made, a second, since the figures before.</summary>
    public required double DeliveredPerSecond { get; init; }

    /// <summary>How many commits of the log the readers have not come past, over all readers and lanes.</summary>
    public required long Backlog { get; init; }

    /// <summary>Open items that wait for another attempt, or are being attempted.</summary>
    public required long Retrying { get; init; }

    /// <summary>Open items that wait for a person.</summary>
    public required long Suspended { get; init; }

    /// <summary>How many more are suspended than in the figures before; negative if fewer.</summary>
    public required long SuspendedChange { get; init; }

    /// <summary>
    /// Attempts of this server that failed, and messages that it suspended, a second, since the figures before.
    /// </summary>
    public double FailuresPerSecond { get; init; }

    /// <summary>How long this server's deliveries took, since the figures before; null if there were none.</summary>
    public LiveTimes? Times { get; init; }

    /// <summary>
    /// The ports and locations where anything has happened on this server since the figures before, the busiest first;
    /// at most 1,000.
    /// </summary>
    public IReadOnlyList<PortFigures> Ports { get; init; } = [];

    /// <summary>
    /// How far each reader lags: hosts, ports that have left their host's reader (<c>host/port</c>), and the tracker.
    /// </summary>
    public IReadOnlyList<ReaderSum> Readers { get; init; } = [];
}
