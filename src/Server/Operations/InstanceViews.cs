using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Servers and host instances, as the API shows them.</summary>
internal static class InstanceViews
{
    /// <summary>The servers that are there, and those of which something was said.</summary>
    public static IEnumerable<ServerStatus> Servers(IReadOnlyList<SessionRow> sessions, ActiveConfiguration? active)
    {
        var placement = new Placement(active?.Instances ?? [], ClusterView.Empty);
        foreach (var row in sessions)
            yield return new ServerStatus(
                row.Request.Server, row.Request.Machine, row.Request.ProcessId, row.Request.ProductVersion,
                row.Id.Value, row.StartedAt, row.LockHeld)
            {
                State = row.LockHeld ? StateOf(placement.WordOf(row.Request.Server)) : ServerStates.Lost,
                Hosts = row.Request.Hosts, Load = row.Load,
                ClockAheadMilliseconds = row.ClockOffset?.TotalMilliseconds,
            };

        var there = sessions.Select(row => row.Request.Server).ToHashSet(StringComparer.Ordinal);
        foreach (var said in active?.Instances ?? [])
            if (said.Host is null && there.Add(said.Server))
                yield return new ServerStatus(said.Server, "", 0, "", 0, said.SaidAt, Alive: false)
                {
                    State = ServerStates.Away,
                };
    }

    /// <summary>The host instances.</summary>
    public static IEnumerable<InstanceStatus> Of(
        GroupModel model, ActiveConfiguration active, IReadOnlyList<SessionRow> sessions,
        IReadOnlyList<ReaderOwner> owners, ClusterView clusters)
    {
        var placement = new Placement(active.Instances, clusters);
        var alive = Alive(sessions);
        foreach (var host in model.Hosts.OrderBy(host => host.Name, StringComparer.Ordinal))
        {
            int? reader = active.Readers
                .FirstOrDefault(row => row.Kind == ReaderKind.Host && row.Name == host.Name)?.Id;
            foreach (string server in NamesOf(host, active, alive.Keys))
            {
                var row = alive.GetValueOrDefault(server);
                var state = placement.StateOf(host, server, row?.Request.Hosts ?? []);
                if (state == InstanceState.None) continue;
                var said = active.Instances.FirstOrDefault(one => one.Host == host.Name && one.Server == server);
                int lanes = owners.Count(one => one.Session == row?.Id && one.ReaderLane.Reader == reader);
                // What was deleted is there until it has drained.
                if (said?.Word is InstanceWord.Deleted && lanes == 0) continue;
                yield return new InstanceStatus(
                    host.Name, server, Word.Of(state), row is not null, lanes, said?.SaidAt ?? row?.StartedAt,
                    said is null ? null : Word.Of(said.Word));
            }
        }
    }

    /// <summary>The servers that live, by name.</summary>
    public static Dictionary<string, SessionRow> Alive(IReadOnlyList<SessionRow> sessions) => sessions
        .Where(row => row.LockHeld).DistinctBy(row => row.Request.Server, StringComparer.Ordinal)
        .ToDictionary(row => row.Request.Server, StringComparer.Ordinal);

    /// <summary>What a server does by a word; without one it is up.</summary>
    public static string StateOf(InstanceWord? word) => word switch
    {
        InstanceWord.Draining => ServerStates.Draining,
        InstanceWord.Paused => ServerStates.Paused,
        _ => ServerStates.Up,
    };

    private static IEnumerable<string> NamesOf(
        HostModel host, ActiveConfiguration active, IEnumerable<string> alive) =>
        alive.Concat(host.Servers)
            .Concat(active.Instances.Where(one => one.Host == host.Name).Select(one => one.Server))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
