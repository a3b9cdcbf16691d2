using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting;

/// <summary>How a server runs. Every limit is named here or in the options it holds.</summary>
public sealed record ServerOptions
{
    /// <summary>The server's name, unique in its group. Default: the machine's name.</summary>
    public string Server { get; init; } = Environment.MachineName;

    /// <summary>Viaduct's version, as its group is told. Default: that of this assembly.</summary>
    public string Version { get; init; } = typeof(ServerOptions).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>The group's name; a store belongs to one group.</summary>
    public required string Group { get; init; }

    /// <summary>The only hosts that this process runs; none (default): all that the group has for its server.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How long an owner that shows no sign of life keeps what it owns. Default 3 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>By how much an owner stops earlier, by its own clock. Default 500 ms.</summary>
    public TimeSpan LeaseMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the session's counter is raised. Default 500 ms.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often other sessions are looked at. Default 150 ms.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// The longest wait between two looks at configuration and open items when no hint comes. Default 1 s.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often receive locations and send ports are asked whether something keeps them from working. Default 5 s.
    /// </summary>
    public TimeSpan TroubleInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often clean-up runs when there is nothing left to do; ten times as long while nothing is written. Default
    /// 2 s.
    /// </summary>
    public TimeSpan CleanUpInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for what is under way before it is abandoned. Default 30 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The fewest lanes that this process writes. Default 2.</summary>
    public int LanesMin { get; init; } = 2;

    /// <summary>Limits of the commit unit.</summary>
    public CommitUnitOptions Commits { get; init; } = new();

    /// <summary>Limits of readers.</summary>
    public LaneReaderOptions Readers { get; init; } = new();

    /// <summary>Limits of the tracker.</summary>
    public TrackerOptions Tracker { get; init; } = new();

    /// <summary>False to run without event tracking. Default true.</summary>
    public bool TrackEvents { get; init; } = true;

    /// <summary>What is removed when.</summary>
    public CleanUpOptions CleanUp { get; init; } = new();

    /// <summary>What is counted.</summary>
    internal RuntimeFigures Figures { get; init; } = new();
}
