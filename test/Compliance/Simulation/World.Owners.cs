using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <content>Who lives, and who owns what.</content>
internal sealed partial class World
{
    // In the first empty place from a number on.
    private async Task JoinAsync(int number)
    {
        var place = Enumerable.Range(number, Places).Select(one => one % Places)
            .FirstOrDefault(one => _live[one] is null, -1);
        if (place >= 0)
        {
            _live[place] = await StartAsync($"server {place}");
            await AcquireAsync(_live[place]!);
        }
    }

    private async Task<Actor> StartAsync(string server)
    {
        var store = await fixture.OpenAsync();
        var session = await store.Sessions.StartAsync(Some.Request(server), default);
        Assert.True(session is not null, $"'{server}' has no live session and could not start one.");
        var active = await store.Configuration.GetActiveAsync(default);
        return new Actor(new StoreProcess(store, server, session.Value) { Configuration = active });
    }

    private async Task AcquireAsync(Actor who)
    {
        who.Process.Configuration = await who.Process.Store.Configuration.GetActiveAsync(default);
        try
        {
            var holdings = await who.Process.AcquireAsync();
            checker?.Granted(who.Process.Session, holdings);
            who.Stopped.Clear();
            who.Stopped.AddRange(holdings.Readers.Where(one => IsStopped(who, one.ReaderLane.Reader)));
            await SeeAsync(holdings);
        }
        catch (InvalidOperationException)
        {
            See($"{who.Process.Server} was taken over and gets nothing");
        }
    }

    // What it believes to own; it may go on believing that.
    private async Task GiveAsync(Actor who, Step step)
    {
        var hosts = HostsOf(who);
        var key = new ReaderLane(hosts[step.How % hosts.Count], LaneOf(who, step.What));
        var stopped = who.Process.Configuration!.Readers.Where(row => row.Port is not null && row.Base == key.Reader)
            .Select(row => row.Id).ToHashSet();
        List<OwnedReader> given =
        [
            .. who.Process.Readers.Where(one => one.ReaderLane == key
                    || (one.ReaderLane.Lane == key.Lane && stopped.Contains(one.ReaderLane.Reader)))
                .Select(one => new OwnedReader(one.ReaderLane, one.Epoch)),
        ];
        var heirs = _live.OfType<Actor>().Concat(_dead).Where(one => one != who).Append(null).ToList();
        var heir = heirs[step.Who % heirs.Count]?.Process.Session ?? SessionId.None;
        var done = await who.Process.Store.Sessions.GiveAsync(who.Process.Session, heir, given, default);
        See($"{who.Process.Server} gives {given.Count}: {done}");
        if (done && step.How % 3 > 0)
        {
            given.ForEach(one => who.Process.Forget(one.ReaderLane));
            who.Stopped.RemoveAll(one => given.Exists(gone => gone.ReaderLane == one.ReaderLane));
        }
    }

    private async Task CrashAsync(Actor who)
    {
        await fixture.CrashAsync(who.Process.Store);
        Bury(who);
    }

    private async Task EndAsync(Actor who)
    {
        await who.Process.Store.Sessions.EndAsync(who.Process.Session, default);
        Bury(who);
    }

    private async Task TakeOverAsync(Actor who)
    {
        foreach (var row in (await who.Process.Store.Sessions.ListAsync(default)).OrderBy(one => one.Id.Value))
        {
            var taken = await who.Process.Store.Sessions.TakeOverAsync(row.Id, default);
            See($"{row.Request.Server} {(row.LockHeld ? "lives" : "is dead")}, taken over: {taken}");
            Assert.Equal(!row.LockHeld, taken);
        }
        await AcquireAsync(who);
    }

    // The store decides whether the commit got in; the model follows.
    private async Task<bool?> CrashUnderWayAsync(Actor who, Step step, bool? underWay)
    {
        if (_live.Count(one => one is not null) == 1)
        {
            await JoinAsync(step.Who);
        }
        var heir = _live.OfType<Actor>().First(one => one != who);
        var (builder, completed) = await BuildWorkAsync(who, step);
        var batch = builder.Build();
        var commit = model is null ? Task.Run(() => who.Process.Store.Log.CommitAsync(batch, default)) : null;
        if (model is not null && underWay == true)
        {
            Assert.Equal(CommitResult.Committed.Instance, await who.Process.Store.Log.CommitAsync(batch, default));
        }
        await CrashAsync(who);
        await heir.Process.Store.Sessions.TakeOverAsync(who.Process.Session, default);
        var head = (await Observer.Log.ReadHeadsAsync(default))[batch.Lane];
        var gotIn = head == batch.Sequence && who.Process.LastSequenceOf(batch.Lane) < head;
        var answer = commit is null ? null : await commit.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        Assert.True(
            answer is null || gotIn == answer is CommitResult.Committed,
            $"A commit under way was answered with {answer}, and the lane ends at {head}.");
        if (gotIn)
        {
            who.Process.Remember(batch);
            checker?.Committed(batch, completed);
        }
        await TakeOverAsync(heir);
        return gotIn;
    }

    // Its lanes, its readers, its items: whatever it believes to be its own.
    private async Task GoOnAsync(Actor zombie, Step step)
    {
        switch (step.What % 6)
        {
            case 0:
                await CommitAsync(zombie, Publish(zombie, step));
                break;
            case 1 or 2:
                await WorkAsync(zombie, step);
                break;
            case 3 or 4:
                await TakeItemsAsync(zombie);
                await TakeClaimsAsync(zombie);
                await AcquireAsync(zombie);
                break;
            default:
                await TrackAsync(zombie, step, isAlive: false);
                await FinishItemAsync(zombie, step);
                await StopPortAsync(zombie, step);
                break;
        }
    }

    private async Task BeatAsync()
    {
        var here = (await Observer.Sessions.ListAsync(default)).Select(row => row.Id).ToHashSet();
        foreach (var actor in _live.OfType<Actor>().Concat(_dead))
        {
            if (_dead.Contains(actor) && here.Contains(actor.Process.Session))
            {
                continue; // Its lock is lost and nobody has taken over yet: either answer is true.
            }
            var alive = await actor.Process.Store.Sessions.HeartbeatAsync(actor.Process.Session, default);
            See($"{actor.Process.Server} is {(alive ? "in" : "out")}");
        }
    }

    private static bool IsStopped(Actor who, int reader) =>
        who.Process.Configuration!.Readers.Any(one => one.Id == reader && one.Kind == ReaderKind.DetachedPort);

    private void Bury(Actor who)
    {
        _live[Array.IndexOf(_live, who)] = null;
        _dead.Add(who);
        if (_dead.Count > DeadMax)
        {
            _dead.RemoveAt(0);
        }
    }

    private async Task SeeAsync(Holdings holdings)
    {
        var lanes = await LanesAsync();
        foreach (var lane in holdings.Lanes.OrderBy(one => one.Lane))
        {
            See($"lane {lanes[lane.Lane]} in epoch {lane.Epoch} ends at {lane.LastSequence}");
        }
        var active = await Observer.Configuration.GetActiveAsync(default);
        var names = active!.Readers.ToDictionary(one => one.Id, one => $"{one.Kind} {one.Name}");
        foreach (var reader in holdings.Readers.Select(one => (
            Name: names[one.ReaderLane.Reader], Lane: lanes[one.ReaderLane.Lane], Grant: one))
            .OrderBy(one => one.Lane).ThenBy(one => one.Name, StringComparer.Ordinal))
        {
            var progress = reader.Grant.Progress;
            See($"{reader.Name} in lane {reader.Lane} in epoch {reader.Grant.Epoch} at {progress.Position} "
                + $"done {Some.Text(progress.Done)}, deaths {reader.Grant.Deaths}");
        }
    }

    // Which number a store gives a lane is its own affair: lanes are named by their place.
    private async Task<Dictionary<int, int>> LanesAsync()
    {
        var heads = await Observer.Log.ReadHeadsAsync(default);
        return heads.Keys.Order().Select((lane, i) => (lane, i)).ToDictionary(one => one.lane, one => one.i);
    }
}
