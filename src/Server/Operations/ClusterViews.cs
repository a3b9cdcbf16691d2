using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Cluster groups, as the API shows them.</summary>
internal static class ClusterViews
{
    /// <summary>The cluster groups of a configuration.</summary>
    public static IEnumerable<ClusterStatus> Of(
        GroupModel model, ActiveConfiguration active, IReadOnlyList<SessionRow> sessions, ClusterView clusters)
    {
        var placement = new Placement(active.Instances, clusters);
        var alive = InstanceViews.Alive(sessions).Values;
        foreach (var group in model.Hosts.Where(host => host.Cluster is not null)
            .GroupBy(host => host.Cluster!.Group, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var cluster = group.First().Cluster!;
            var row = clusters.Of(group.Key);
            var able = alive.Where(one => CanWork(placement, group, one)).Select(one => one.Request.Server)
                .OrderBy(server => clusters.Rows.Count(
                    lease => lease.Server == server && lease.Owner != SessionId.None && lease.Name != group.Key))
                .ThenBy(server => server, StringComparer.Ordinal);
            yield return new ClusterStatus(
                group.Key, [.. group.Select(host => host.Name)], clusters.ServerOf(group.Key), row?.ChangedAt,
                Word.Of(row?.Cause ?? LeaseCause.First))
            {
                Able = ClusterPolicy.HeirsOf(cluster, row?.Wanted, able), Wanted = row?.Wanted,
                Owners = cluster.Owners, Preferred = cluster.Preferred,
            };
        }
    }

    /// <summary>A change.</summary>
    public static ClusterEvent Of(ClusterChange change) => new(
        change.Name, change.At, change.From, change.To, Word.Of(change.Cause), change.Detected?.TotalMilliseconds,
        change.Gap?.TotalMilliseconds);

    private static bool CanWork(Placement placement, IEnumerable<HostModel> hosts, SessionRow row) =>
        row.IsReady && hosts.All(host =>
            placement.MeantOf(host, row.Request.Server, row.Request.Hosts) is InstanceState.Running);
}
