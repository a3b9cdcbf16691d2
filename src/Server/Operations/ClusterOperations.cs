using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Moves cluster groups, and tells of their changes (docs/concepts/clusters.md).</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterOperations(IStore store, ActiveModels models, TimeProvider time)
{
    private static readonly TimeSpan ArrivalMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>The changes, the latest first.</summary>
    public async Task<IReadOnlyList<ClusterEvent>> ListAsync(
        string? name, int limit, CancellationToken cancellationToken) =>
        [.. (await store.Leases.ListChangesAsync(name, limit, cancellationToken)).Select(ClusterViews.Of)];

    /// <summary>Moves a cluster group, and waits until it has arrived.</summary>
    public async Task<ClusterMove> MoveAsync(string name, string server, CancellationToken cancellationToken)
    {
        var (active, model, _, problem) = await models.ReadAsync(cancellationToken);
        if (active is null || model is null)
            throw Problems.Refuse(
                ProblemCodes.Conflict,
                problem ?? "The group has no configuration yet: apply one with 'viaduct apply DIR'.");
        var clusters = new ClusterView(await store.Leases.ListAsync(cancellationToken));
        var sessions = await store.Sessions.ListAsync(cancellationToken);
        var status = ClusterViews.Of(model, active, sessions, clusters).ToList();
        var cluster = status.Find(one => one.Name == name) ?? throw Unknown(name, status);
        if (!cluster.Able.Contains(server, StringComparer.Ordinal))
            throw Refusal(cluster, server, model, new Placement(active.Instances, clusters), sessions);
        await store.Leases.WantAsync(name, server, cancellationToken);
        if (cluster.Server == server) return new ClusterMove(name, server, server, Arrived: true);
        return await ArriveAsync(new ClusterMove(name, cluster.Server, server, Arrived: false), cancellationToken);
    }

    private async Task<ClusterMove> ArriveAsync(ClusterMove move, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < ArrivalMax)
        {
            var rows = await store.Leases.ListAsync(cancellationToken);
            bool isThere = new ClusterView(rows).ServerOf(move.Name) == move.To;
            var last = isThere ? await store.Leases.ListChangesAsync(move.Name, 1, cancellationToken) : [];
            if (isThere) move = move with { Arrived = true };
            // The gap is known once it receives there.
            if (last is [{ Gap: { } gap }]) return move with { GapMilliseconds = gap.TotalMilliseconds };
            if (last is [{ Cause: LeaseCause.First }]) return move;
            await store.WaitForHintAsync(LookAgain, cancellationToken);
        }

        return move;
    }

    private static ViaductException Unknown(string name, List<ClusterStatus> known) => Problems.Refuse(
        ProblemCodes.NotFound,
        known.Count == 0
            ? "No host is clustered: add cluster to one in the configuration."
            : $"No cluster group has the name '{name}'."
                + (Spelling.Nearest(name, [.. known.Select(one => one.Name)]) is { } near
                    ? $" Is '{near}' meant?"
                    : " 'viaduct cluster list' shows them."));

    private static ViaductException Refusal(
        ClusterStatus cluster, string server, GroupModel model, Placement placement,
        IReadOnlyList<SessionRow> sessions)
    {
        string able = cluster.Able.Count == 0
            ? "No server can have it now: start one, or let one work again with 'viaduct server resume' or 'viaduct "
                + "hosts start'."
            : $"Servers that can have it now: {string.Join(", ", cluster.Able)}.";
        var row = InstanceViews.Alive(sessions).GetValueOrDefault(server);
        if (row is null)
            return Problems.Refuse(
                ProblemCodes.NotFound, $"No server '{server}' is running. {able}");
        if (cluster.Owners.Count > 0 && !cluster.Owners.Contains(server, StringComparer.Ordinal))
            return Refuse("it is none of the cluster's owners in the configuration");
        foreach (var host in model.Hosts.Where(host => cluster.Hosts.Contains(host.Name, StringComparer.Ordinal)))
        {
            var state = placement.MeantOf(host, server, row.Request.Hosts);
            if (state is not InstanceState.Running)
                return Refuse(state is InstanceState.None
                    ? $"host '{host.Name}' has no instance there"
                    : $"host '{host.Name}' is {Word.Of(state)} there");
        }

        return Refuse("it is still starting, or ends");

        ViaductException Refuse(string why) => Problems.Refuse(
            ProblemCodes.Conflict, $"Cluster group '{cluster.Name}' cannot go to server '{server}': {why}. {able}");
    }
}
