using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Says what servers and host instances are to do (docs/concepts/hosts.md).</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
internal sealed class InstanceOperations(IStore store, ActiveModels models)
{
    private const int AttemptsMax = 5;

    /// <summary>Says what a server is to do.</summary>
    public async Task<ServerChange> SetServerAsync(string name, string action, CancellationToken cancellationToken)
    {
        InstanceWord? word = action switch
        {
            ServerActions.Pause => InstanceWord.Paused,
            ServerActions.Drain => InstanceWord.Draining,
            ServerActions.Resume => null,
            _ => throw Problems.BadRequest($"'{action}' is nothing that a server can do: pause, drain or resume."),
        };
        var (_, changed, warning) = await SayAsync(null, name, _ => word, cancellationToken);
        return new ServerChange(name, InstanceViews.StateOf(word), changed) { Warning = warning };
    }

    /// <summary>Says what a host is to do on a server.</summary>
    public async Task<InstanceChange> SetInstanceAsync(
        string host, string server, string action, CancellationToken cancellationToken)
    {
        if (!InstanceActions.All.Contains(action, StringComparer.Ordinal))
            throw Problems.BadRequest(
                $"'{action}' is nothing that a host instance can do: {string.Join(", ", InstanceActions.All)}.");
        var (state, changed, warning) = await SayAsync(
            host, server, before => InstanceRules.WordFor(action, host, server, before), cancellationToken);
        return new InstanceChange(host, server, Word.Of(state), changed) { Warning = warning };
    }

    private async Task<(InstanceState State, bool Changed, string? Warning)> SayAsync(
        string? host, string server, Func<InstanceState, InstanceWord?> wordFor, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var (active, model, _, problem) = await models.ReadAsync(cancellationToken);
            if (active is null || model is null)
                throw Problems.Refuse(
                    ProblemCodes.Conflict,
                    problem ?? "The group has no configuration yet: apply one with 'viaduct apply DIR'.");
            var sessions = await store.Sessions.ListAsync(cancellationToken);
            CheckServer(server, active, model, sessions);
            var hostModel = host is null ? null : HostOf(host, model);
            var word = wordFor(StateOf(hostModel, server, active.Instances));
            // What the configuration says anyway needs no word of an operator, and follows it again from now on.
            if (word is InstanceWord.Started && StateOf(hostModel, server, []) is InstanceState.Running) word = null;
            var order = new InstanceOrder(host, server, word, active.Hash);
            bool changes = order.Changes(active);
            var after = changes ? await store.Configuration.PlaceAsync(order, cancellationToken) : active;
            if (after is not null)
                return (StateOf(hostModel, server, after.Instances), changes, WarningOf(model, after, sessions));
        }

        throw Problems.Refuse(
            ProblemCodes.Conflict, "Configurations were applied all the while. Say it again once that is done.");
    }

    // What is said of the server as a whole is another matter.
    private static InstanceState StateOf(HostModel? host, string server, IReadOnlyList<OperatedInstance> said)
    {
        if (host is null) return InstanceState.Running;
        var placement = new Placement([.. said.Where(one => one.Host is not null)], ClusterView.Empty);
        return placement.WordOf(host.Name, server) is InstanceWord.Deleted
            ? InstanceState.None
            : placement.MeantOf(host, server, []);
    }

    private static HostModel HostOf(string name, GroupModel model) =>
        model.Hosts.FirstOrDefault(host => host.Name == name) ?? throw Problems.Refuse(
            ProblemCodes.NotFound,
            $"No host has the name '{name}'.{Near(name, [.. model.Hosts.Select(host => host.Name)])}");

    private static void CheckServer(
        string name, ActiveConfiguration active, GroupModel model, IReadOnlyList<SessionRow> sessions)
    {
        string[] known =
        [
            .. sessions.Select(row => row.Request.Server).Concat(active.Instances.Select(one => one.Server))
                .Concat(model.Hosts.SelectMany(host => host.Servers)).Distinct(StringComparer.Ordinal),
        ];
        if (known.Contains(name, StringComparer.Ordinal)) return;
        throw Problems.Refuse(
            ProblemCodes.NotFound,
            $"No server has the name '{name}': none that runs, and no host of the configuration names it."
            + Near(name, known));
    }

    private static string Near(string name, IReadOnlyCollection<string> known) =>
        Spelling.Nearest(name, known) is { } nearest ? $" Is '{nearest}' meant?" : "";

    /// <summary>Tells which hosts no living server works any more.</summary>
    private static string? WarningOf(
        GroupModel model, ActiveConfiguration active, IReadOnlyList<SessionRow> sessions)
    {
        var placement = new Placement(active.Instances, ClusterView.Empty);
        var alive = InstanceViews.Alive(sessions).Values;
        string[] idle =
        [
            .. model.Hosts.Where(host => !alive.Any(row => placement.MeantOf(
                    host, row.Request.Server, row.Request.Hosts) is InstanceState.Running or InstanceState.Paused))
                .Select(host => host.Name),
        ];
        return idle.Length == 0
            ? null
            : $"No server runs {string.Join(", ", idle)} now: nothing is received there, and what is to be sent waits "
                + "where no instance drains.";
    }
}
