using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>Says where hosts run: what the configuration says, and over that what operators say. Pure.</summary>
/// <param name="said">What operators say of hosts on servers, and of servers.</param>
/// <param name="clusters">On which servers cluster groups are active.</param>
public sealed class Placement(IReadOnlyList<OperatedInstance> said, ClusterView clusters)
{
    /// <summary>What is said of a server; null if nothing is.</summary>
    public InstanceWord? WordOf(string server) => said.FirstOrDefault(
        one => one.Host is null && one.Server == server)?.Word;

    /// <summary>What is said of a host on a server; null if nothing is.</summary>
    public InstanceWord? WordOf(string host, string server) => said.FirstOrDefault(
        one => one.Host == host && one.Server == server)?.Word;

    /// <summary>What a host does on a server.</summary>
    /// <param name="host">The host.</param>
    /// <param name="server">The server.</param>
    /// <param name="only">The only hosts that the server's process runs; none: all.</param>
    public InstanceState StateOf(HostModel host, string server, IReadOnlyList<string> only)
    {
        var state = MeantOf(host, server, only);
        bool isActive = state is InstanceState.Running or InstanceState.Paused or InstanceState.Draining;
        return isActive && host.Cluster is { } cluster && clusters.ServerOf(cluster.Group) != server
            ? InstanceState.Standby
            : state;
    }

    /// <summary>What a host would do on a server, were it not clustered.</summary>
    /// <param name="host">The host.</param>
    /// <param name="server">The server.</param>
    /// <param name="only">The only hosts that the server's process runs; none: all.</param>
    public InstanceState MeantOf(HostModel host, string server, IReadOnlyList<string> only)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(only);
        if (only.Count > 0 && !only.Contains(host.Name, StringComparer.Ordinal)) return InstanceState.None;
        var state = StateOf(host, server);
        // A server's word holds for what would do more.
        return WordOf(server) switch
        {
            InstanceWord.Draining when state is InstanceState.Running or InstanceState.Paused => InstanceState.Draining,
            InstanceWord.Paused when state is InstanceState.Running => InstanceState.Paused,
            _ => state,
        };
    }

    private InstanceState StateOf(HostModel host, string server) => WordOf(host.Name, server) switch
    {
        null when host.Servers.Count > 0 && !host.Servers.Contains(server, StringComparer.Ordinal) =>
            InstanceState.None,
        null or InstanceWord.Started => InstanceState.Running,
        InstanceWord.Stopped => InstanceState.Stopped,
        InstanceWord.Paused => InstanceState.Paused,
        InstanceWord.Draining or InstanceWord.Deleted => InstanceState.Draining,
        InstanceWord.Disabled => InstanceState.Disabled,
        _ => InstanceState.None,
    };
}
