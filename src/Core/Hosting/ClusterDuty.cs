using Microsoft.Extensions.Logging;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Takes leases of cluster groups that are free, gives away those that belong elsewhere, and lets the session receive
/// accordingly (docs/concepts/clusters.md).
/// </summary>
internal sealed partial class ClusterDuty(ServerSession session, ServerOptions options, ILogger logger)
{
    // What takes longer to come in than this fails at its fence, and stays at its source.
    private static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(3);

    // Who should rather have it has so long to take it.
    private static readonly TimeSpan Precedence = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, long> _freeSince = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _began = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>Looks once at all cluster groups.</summary>
    /// <returns>For how long to wait before the next look at most; null: until something happens.</returns>
    public async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        bool isKnown = session.View.Members.Any(member => member.Session == session.Id);
        if (!isKnown || !session.IsAtWork || !session.Lease.MayAct) return null;
        var clustered = session.ClusteredHosts;
        if (clustered.Count == 0 && session.Clusters.Rows.All(row => row.Owner != session.Id)) return null;
        var view = new ClusterView(await session.Store.Leases.ListAsync(cancellationToken));
        if (session.IsTakingUpClusters || !view.HasSameOwners(session.Clusters))
            await session.UseAsync(view, cancellationToken);
        foreach (var row in view.Rows.Where(row => row.Owner == session.Id))
            await BeganAsync(row.Fence, row.Cause, cancellationToken);
        TimeSpan? wait = null;
        foreach (string name in clustered.Select(group => group.Key)
            .Union(view.Rows.Where(row => row.Owner == session.Id).Select(row => row.Name), StringComparer.Ordinal)
            .ToList())
        {
            var next = await RunOnceAsync(name, [.. clustered[name]], view, cancellationToken);
            if (wait is null || next < wait) wait = next ?? wait;
        }

        return wait;
    }

    private async Task<TimeSpan?> RunOnceAsync(
        string name, IReadOnlyList<HostModel> hosts, ClusterView view, CancellationToken cancellationToken)
    {
        var cluster = hosts.Count == 0 ? null : hosts[0].Cluster;
        var row = view.Of(name);
        IReadOnlyList<string> heirs = cluster is null ? [] : HeirsOf(cluster, hosts, row, view);
        Tell(name, hosts, row, heirs);
        var step = ClusterPolicy.Decide(
            cluster, row, options.Server, heirs, row?.Owner == session.Id, session.Time.GetUtcNow());
        if (step is ClusterStep.Give give)
        {
            await GiveAsync(row!, give, cancellationToken);
            return TimeSpan.Zero;
        }

        if (step is not ClusterStep.Take take)
        {
            _freeSince.Remove(name);
            return null;
        }

        if (!_freeSince.TryGetValue(name, out long since)) _freeSince.Add(name, since = session.Time.GetTimestamp());
        var rest = (Precedence * take.Place) - session.Time.GetElapsedTime(since);
        if (rest > TimeSpan.Zero) return rest;
        await TakeAsync(name, row?.Cause ?? LeaseCause.First, cancellationToken);
        return TimeSpan.Zero;
    }

    private IReadOnlyList<string> HeirsOf(
        ClusterModel cluster, IReadOnlyList<HostModel> hosts, LeaseRow? row, ClusterView view) =>
        ClusterPolicy.HeirsOf(
            cluster, row?.Wanted,
            session.View.Members.Where(member => session.CanWork(hosts, member))
                .OrderBy(member => view.Rows.Count(one => one.Owner == member.Session && one.Name != row?.Name))
                .ThenBy(member => member.Server, StringComparer.Ordinal).Select(member => member.Server));

    private async Task TakeAsync(string name, LeaseCause cause, CancellationToken cancellationToken)
    {
        if (await session.Store.Leases.AcquireAsync(session.Id, name, cancellationToken) is not { } fence) return;
        await session.UseAsync(session.Clusters.With(fence, session.Id, options.Server), cancellationToken);
        await BeganAsync(fence, cause, cancellationToken);
    }

    /// <summary>The lease is here: it has been taken, or given to this server.</summary>
    private async Task BeganAsync(LeaseFence fence, LeaseCause cause, CancellationToken cancellationToken)
    {
        if (_began.GetValueOrDefault(fence.Name) == fence.Epoch) return;
        _began[fence.Name] = fence.Epoch;
        _freeSince.Remove(fence.Name);
        TimeSpan? noticed = cause switch
        {
            LeaseCause.Died => session.NoticedAfter,
            LeaseCause.Hung => session.NoticedAfter + options.Lease,
            _ => null,
        };
        LogActive(logger, fence.Name, options.Server, cause);
        options.Figures.Activations.Add(fence.Name, Word(cause));
        await session.Store.Leases.ReportAsync(session.Id, fence, noticed, cancellationToken);
    }

    private async Task GiveAsync(LeaseRow row, ClusterStep.Give give, CancellationToken cancellationToken)
    {
        var heir = give.Heir is { } server
            ? session.View.Members.FirstOrDefault(member => member.Server == server)?.Session ?? SessionId.None
            : SessionId.None;
        long began = session.Time.GetTimestamp();
        await session.UseAsync(session.Clusters.Without(row.Name), cancellationToken);
        await session.QuietAsync(row.Name, QuietMax, cancellationToken);
        var gift = new LeaseGift(heir, give.Cause, session.Time.GetElapsedTime(began));
        if (await session.Store.Leases.GiveAsync(session.Id, row.Fence, gift, cancellationToken))
            LogGiven(logger, row.Name, options.Server, give.Heir ?? "nobody", give.Cause);
        // Given or not: the next look tells whose it is.
    }

    private void Tell(string name, IReadOnlyList<HostModel> hosts, LeaseRow? row, IReadOnlyList<string> heirs)
    {
        bool isFree = hosts.Count > 0 && heirs.Count == 0 && (row is null || row.Owner == SessionId.None);
        if (!isFree) _waiting.Remove(name);
        else if (_waiting.Add(name)) LogNobody(logger, name, string.Join(", ", hosts.Select(host => host.Name)));
    }

    private static string Word(LeaseCause cause) => cause.ToString().ToLowerInvariant();

    [LoggerMessage(2021, LogLevel.Information, "Cluster group {Cluster} is active on server {Server} ({Cause}).")]
    private static partial void LogActive(ILogger logger, string cluster, string server, LeaseCause cause);

    [LoggerMessage(
        2022, LogLevel.Information, "Cluster group {Cluster} goes from server {Server} to {Heir} ({Cause}).")]
    private static partial void LogGiven(ILogger logger, string cluster, string server, string heir, LeaseCause cause);

    [LoggerMessage(
        2023, LogLevel.Warning,
        "Cluster group {Cluster} is active nowhere: no server that is there can work its hosts {Hosts}. What they "
        + "receive waits at its source. Start a server that can, or say so with 'viaduct hosts start' and 'viaduct "
        + "server resume'.")]
    private static partial void LogNobody(ILogger logger, string cluster, string hosts);
}
