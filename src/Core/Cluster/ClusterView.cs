using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>Whose the leases of cluster groups are, as one process sees it. Immutable.</summary>
/// <param name="rows">The leases.</param>
public sealed class ClusterView(IReadOnlyList<LeaseRow> rows)
{
    /// <summary>Nothing is known yet: nobody is active.</summary>
    public static readonly ClusterView Empty = new([]);

    /// <summary>The leases, by name.</summary>
    public IReadOnlyList<LeaseRow> Rows => rows;

    /// <summary>The lease of a cluster group; null if there was never one.</summary>
    public LeaseRow? Of(string group) => rows.FirstOrDefault(row => row.Name == group);

    /// <summary>The server on which a cluster group is active; null: on none.</summary>
    public string? ServerOf(string group) => Of(group) is { } row && row.Owner != SessionId.None ? row.Server : null;

    /// <summary>The fence of a session for a cluster group; null if the lease is not its.</summary>
    public LeaseFence? FenceOf(string group, SessionId session) =>
        Of(group) is { } row && row.Owner == session ? row.Fence : null;

    /// <summary>The same, with a cluster group active nowhere.</summary>
    public ClusterView Without(string group) => new(
        [.. rows.Select(row => row.Name == group ? row with { Owner = SessionId.None } : row)]);

    /// <summary>The same, with a cluster group in the hands of a session.</summary>
    public ClusterView With(LeaseFence fence, SessionId owner, string server) => new(
    [
        .. rows.Where(row => row.Name != fence.Name),
        new LeaseRow(
            fence.Name, owner, fence.Epoch, server, Of(fence.Name)?.Cause ?? LeaseCause.First,
            Of(fence.Name)?.ChangedAt ?? default) { Wanted = Of(fence.Name)?.Wanted },
    ]);

    /// <summary>True if the same sessions own the same leases in the same epochs.</summary>
    public bool HasSameOwners(ClusterView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Owners(rows).SequenceEqual(Owners(other.Rows));
    }

    private static IEnumerable<(string, SessionId, long)> Owners(IReadOnlyList<LeaseRow> leases) => leases
        .Where(row => row.Owner != SessionId.None).OrderBy(row => row.Name, StringComparer.Ordinal)
        .Select(row => (row.Name, row.Owner, row.Epoch));
}
