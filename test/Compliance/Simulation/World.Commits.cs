using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <content>What goes through the log.</content>
internal sealed partial class World
{
    private const int LanesUsed = 3;
    private const int Sources = 7;

    // Whose messages are: of the port that is stopped now and then, of another one, of both.
    private static readonly string[][] s_ports = [["to-erp"], ["host 1"], ["host 1", "to-erp"]];

    private async Task<bool> CommitAsync(Actor who, CommitBuilder builder, IReadOnlyList<WorkItem>? completed = null)
    {
        var batch = builder.Build();
        var objections = model?.Objections(batch);
        var result = await who.Process.Store.Log.CommitAsync(batch, default);
        _answers.Add(objections is { Count: > 0 }
            ? [.. objections.Select(one => one.GetType().Name)]
            : [result.GetType().Name]);
        if (result is CommitResult.Committed)
        {
            who.Process.Remember(batch);
            checker?.Committed(batch, completed ?? []);
            return true;
        }
        if (result is CommitResult.RoutesChanged)
        {
            who.Process.Configuration = await who.Process.Store.Configuration.GetActiveAsync(default);
        }
        return false;
    }

    private CommitBuilder Publish(Actor who, Step step)
    {
        var commit = who.Process.Commit(LaneOf(who, step.What));
        var hosts = HostsOf(who);
        for (var i = 0; i <= step.How % 3; i++)
        {
            var readers = hosts.Where((_, n) => ((step.What + i) >> n) % 2 == 0).ToArray();
            commit.For(s_ports[(step.How + i) % s_ports.Length]).Message($"message {_step}.{i}", readers);
        }
        if (step.How % 2 == 0)
        {
            commit.Receipt(Some.Key($"source {(step.What + step.How) % Sources}"), lookUp: step.How % 4 == 0);
        }
        return step.How % 3 == 0 ? commit.Track($"received {_step}") : commit;
    }

    private async Task WorkAsync(Actor who, Step step)
    {
        var (commit, completed) = await BuildWorkAsync(who, step);
        await CommitAsync(who, commit, completed);
    }

    private async Task<(CommitBuilder Commit, IReadOnlyList<WorkItem> Completed)> BuildWorkAsync(Actor who, Step step)
    {
        var commit = who.Process.Commit(LaneOf(who, step.How));
        var hosts = HostsOf(who);
        var lanes = who.Process.Lanes.Take(LanesUsed).ToList();
        var grants = who.Process.Readers
            .Where(one => hosts.Contains(one.ReaderLane.Reader)
                && (lanes.Contains(one.ReaderLane.Lane) || !who.Process.Lanes.Contains(one.ReaderLane.Lane)))
            .OrderBy(one => one.ReaderLane.Lane).ThenBy(one => one.ReaderLane.Reader).ToList();
        if (grants.Count == 0)
        {
            return (commit, []);
        }
        var grant = grants[step.What % grants.Count];
        var backlog = (await Backlog.ReadAsync(who.Process.Store, grant.Progress)).Select(one => one.Item).ToList();
        var completed = backlog.Skip(step.How % 3).Take(1 + step.How % 4).ToList();
        var (position, done) = Backlog.After(grant.Progress, backlog, completed);
        var key = grant.ReaderLane;
        commit.Progress(key.Reader, position, done, key.Lane);
        if (step.How % 5 == 0)
        {
            commit.Message($"answer {_step}", hosts[step.What % hosts.Count]);
        }
        if (step.How % 5 == 1)
        {
            commit.Add(Item(OpenItemState.Suspended, key.Reader, step));
        }
        return (commit.Track($"sent {_step}"), completed);
    }

    // What one that is dead still finds depends on how far clean-up has come, which is a store's own affair.
    private async Task TrackAsync(Actor who, Step step, bool isAlive = true)
    {
        var lane = LaneOf(who, step.What);
        var progress = who.Process.Grant(0, lane).Progress;
        var tracks = await who.Process.Store.Log.ReadTracksAsync(
            lane, progress.Position.Sequence, 1 + step.How % 3, 9999, default);
        if (isAlive)
        {
            See($"tracks: {string.Join(", ", tracks.Select(one => Some.Text(one.Track)))}");
        }
        var end = tracks.Select(one => one.Sequence).Append(progress.Position.Sequence - 1).Max();
        var commit = who.Process.Commit(lane).Progress(0, new Position(end + 1, 0), inLane: lane);
        await CommitAsync(who, tracks.Count > 0 ? commit.Tracking(Tracking()) : commit);
    }

    private async Task CleanUpAsync(Actor who)
    {
        var eager = new CleanUpOptions
        {
            GenerationBytes = 1, GenerationAge = TimeSpan.FromMinutes(1), CopyOutAfter = TimeSpan.FromMinutes(1),
        };
        await who.Process.Store.Maintenance.RunOnceAsync(eager, default);
    }

    private static int LaneOf(Actor who, int number) =>
        who.Process.Lanes[number % Math.Min(LanesUsed, who.Process.Lanes.Count)];

    private static List<int> HostsOf(Actor who) =>
    [
        .. who.Process.Configuration!.Readers.Where(one => one.Kind == ReaderKind.Host)
            .OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Id),
    ];
}
