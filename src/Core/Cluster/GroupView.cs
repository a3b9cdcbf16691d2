using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>
/// Who is in the group, as one process sees it: immutable, and each is newer than the one before. Whoever uses it looks
/// at one, and takes the next when it comes.
/// </summary>
/// <param name="Version">Rises with every view that is different.</param>
/// <param name="Members">The servers that live, by session.</param>
internal sealed record GroupView(long Version, IReadOnlyList<Member> Members)
{
    /// <summary>Nobody is known yet.</summary>
    public static readonly GroupView Empty = new(0, []);

    /// <summary>The view after a look at the sessions; this one if nothing is different.</summary>
    /// <param name="rows">The sessions that live.</param>
    public GroupView After(IEnumerable<SessionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Member[] members =
        [
            .. rows.OrderBy(row => row.Id.Value)
                .Select(row => new Member(
                    row.Id, row.Request.Server, row.Request.Hosts, row.Load, row.IsReady)),
        ];
        return members.Length == Members.Count && members.Zip(Members).All(pair => AreSame(pair.First, pair.Second))
            ? this
            : new GroupView(Version + 1, members);
    }

    private static bool AreSame(Member one, Member other) =>
        one.Session == other.Session && one.Server == other.Server && one.Load == other.Load
        && one.IsReady == other.IsReady && one.Only.SequenceEqual(other.Only, StringComparer.Ordinal);
}
