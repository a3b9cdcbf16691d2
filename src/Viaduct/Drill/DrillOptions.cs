using System.Net;

namespace Viaduct.Cli.Drill;

/// <summary>A drill as its user wants it.</summary>
internal sealed record DrillOptions
{
    /// <summary>The failure, one of <see cref="Client.FaultKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The server that is to suffer it; empty if none does.</summary>
    public string Server { get; init; } = "";

    /// <summary>The command by which the store fails over; empty for none.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// How long it lasts; null for the usual: twice the lease of a hang or a partition, 5 s of an outage.
    /// </summary>
    public TimeSpan? For { get; init; }

    /// <summary>Messages a second, from 1 to 1,000. Default 50.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>Keys of the messages, from 1 to 1,000. Default 8.</summary>
    public int Keys { get; init; } = 8;

    /// <summary>The host of the probe's ports; null if the group has only one.</summary>
    public string? Host { get; init; }

    /// <summary>The folder that messages are put into; null for a temporary one of this machine.</summary>
    public string? Folder { get; init; }

    /// <summary>Where the messages are taken in again. Default: loopback, any free port.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>How long messages flow before the failure. Default 3 s.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long they flow at least after it is over. Default 5 s.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long recovery, and then the last messages, are waited for. Default 60 s each.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Who runs it.</summary>
    public required string By { get; init; }

    /// <summary>What is demanded.</summary>
    public DrillLimits Limits { get; init; } = new();
}
