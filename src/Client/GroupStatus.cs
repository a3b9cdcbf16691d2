namespace Viaduct.Client;

/// <summary>How a group is: servers, configuration, readers, open items, ports.</summary>
public sealed record GroupStatus
{
    /// <summary>The group's name.</summary>
    public required string Group { get; init; }

    /// <summary>The store; never a secret.</summary>
    public required string Store { get; init; }

    /// <summary>How large the store is.</summary>
    public required StoreMeasure Size { get; init; }

    /// <summary>The active configuration; null if none was ever applied.</summary>
    public required ConfigurationStatus? Configuration { get; init; }

    /// <summary>The trial of another version that is under way; null if none is.</summary>
    public TrialStatus? Trial { get; init; }

    /// <summary>The servers that have not left the group, dead ones included.</summary>
    public required IReadOnlyList<ServerStatus> Servers { get; init; }

    /// <summary>Where hosts run, by host and server.</summary>
    public IReadOnlyList<InstanceStatus> Instances { get; init; } = [];

    /// <summary>The cluster groups, by name.</summary>
    public IReadOnlyList<ClusterStatus> Clusters { get; init; } = [];

    /// <summary>How far each reader has come in each lane.</summary>
    public required IReadOnlyList<ReaderStatus> Readers { get; init; }

    /// <summary>The same over all lanes, one for each reader.</summary>
    public IReadOnlyList<ReaderSum> ReaderSums => ReaderSum.Of(Readers);

    /// <summary>The hosts that have ports or locations, or read.</summary>
    public IReadOnlyList<HostStatus> Hosts =>
    [
        .. Locations.Select(location => location.Host).Concat(Ports.Select(port => port.Host))
            .Concat(Readers.Where(reader => reader.Kind == "host").Select(reader => reader.Reader))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(host => new HostStatus(
                host, [.. Locations.Where(location => location.Host == host).Select(location => location.Name)],
                [.. Ports.Where(port => port.Host == host).Select(port => port.Name)],
                Readers.Where(reader => reader.Reader == host).Sum(reader => reader.Lag))),
    ];

    /// <summary>How many open items there are, by state, port and failure code.</summary>
    public required IReadOnlyList<ItemCount> OpenItems { get; init; }

    /// <summary>The receive locations.</summary>
    public required IReadOnlyList<LocationStatus> Locations { get; init; }

    /// <summary>The send ports.</summary>
    public required IReadOnlyList<PortStatus> Ports { get; init; }
}
