using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>Decides who is active in a cluster group (docs/concepts/clusters.md). Pure.</summary>
public static class ClusterPolicy
{
    /// <summary>The servers that can have a lease, the one that should have it first.</summary>
    /// <param name="cluster">What the configuration says of the cluster group.</param>
    /// <param name="wanted">The server on which an operator wants it; null: none.</param>
    /// <param name="able">The servers that can work its hosts, those with fewer other leases first.</param>
    public static IReadOnlyList<string> HeirsOf(ClusterModel cluster, string? wanted, IEnumerable<string> able)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return
        [
            .. able
                .Where(server => cluster.Owners.Count == 0 || cluster.Owners.Contains(server, StringComparer.Ordinal))
                .OrderBy(server => server == wanted ? 0 : 1).ThenBy(server => PlaceOf(cluster, server)),
        ];
    }

    /// <summary>What a server does.</summary>
    /// <param name="cluster">What the configuration says; null: nothing is clustered under the name any more.</param>
    /// <param name="row">The lease; null if there was never one.</param>
    /// <param name="own">The server.</param>
    /// <param name="heirs">The servers that can have it, the one that should have it first.</param>
    /// <param name="isOwner">True if the lease is the server's.</param>
    /// <param name="now">The time of the day, for failback.</param>
    public static ClusterStep Decide(
        ClusterModel? cluster, LeaseRow? row, string own, IReadOnlyList<string> heirs, bool isOwner, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(heirs);
        if (isOwner)
        {
            return cluster is null
                ? new ClusterStep.Give(null, LeaseCause.Unclustered)
                : Keep(cluster, row!, own, heirs, now);
        }

        bool isFree = row is null || row.Owner == SessionId.None;
        int place = heirs.ToList().IndexOf(own);
        return cluster is not null && isFree && place >= 0 ? new ClusterStep.Take(place) : ClusterStep.Stay.Instance;
    }

    private static ClusterStep Keep(
        ClusterModel cluster, LeaseRow row, string own, IReadOnlyList<string> heirs, DateTimeOffset now)
    {
        // With nobody to give it to, whoever has it keeps it.
        if (heirs.Count == 0 || heirs[0] == own) return ClusterStep.Stay.Instance;
        if (row.Wanted == heirs[0]) return new ClusterStep.Give(heirs[0], LeaseCause.Moved);
        if (!heirs.Contains(own, StringComparer.Ordinal)) return new ClusterStep.Give(heirs[0], LeaseCause.Relieved);
        // Where an operator has moved it, it stays.
        bool goesBack = row.Wanted != own && cluster.Failback.IsDue(now)
            && PlaceOf(cluster, heirs[0]) < PlaceOf(cluster, own);
        return goesBack ? new ClusterStep.Give(heirs[0], LeaseCause.Failback) : ClusterStep.Stay.Instance;
    }

    private static int PlaceOf(ClusterModel cluster, string server)
    {
        int place = cluster.Preferred.ToList().IndexOf(server);
        return place < 0 ? int.MaxValue : place;
    }
}
