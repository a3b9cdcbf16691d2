using System.Collections.Concurrent;
using System.Threading.Channels;
using Viaduct.Core.Cluster;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>How readers go to other servers (rules 100 to 103 of the message box, docs/concepts/hosts.md).</summary>
internal sealed partial class ServerSession
{
    // What senders have begun goes on as an open item after a second; what does not even do that stays here.
    private static readonly TimeSpan QuietWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QuietPoll = TimeSpan.FromMilliseconds(2);

    private readonly Channel<bool> _handOverSoon = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Held while readers go to others, or ports leave and join their hosts: both move readers.
    private readonly SemaphoreSlim _moving = new(1, 1);

    // They are not worked until it is certain whose they are.
    private readonly ConcurrentDictionary<ReaderLane, byte> _leaving = [];
    private readonly Lock _doubting = new();
    private readonly List<LeavingReaders> _undecided = [];

    // Nothing of them is being sent any more; whoever gives next takes them along.
    private readonly List<LeavingReaders> _ready = [];
    private volatile IReadOnlyList<ReaderGrant> _owned = [];

    /// <summary>Waits until there may be something to give to other servers.</summary>
    public async Task WaitForHandOverAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ItemsInHand < SpreadPolicy.LoadMin ? _options.PollInterval : _options.WatchInterval);
        try
        {
            await _handOverSoon.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    /// <summary>Gives the readers away that belong to other servers.</summary>
    /// <returns>False if some could not go yet.</returns>
    public async Task<bool> HandOverAsync(CancellationToken cancellationToken)
    {
        if (_ending || (!IsInDoubt && !Plan(_owned).Any() && Relieve(_owned) is null)) return true;
        await _moving.WaitAsync(cancellationToken);
        try
        {
            // Who has what may be another by now: ports have left their hosts, answers were lost.
            var owned = (await AcquireAsync(cancellationToken)).Readers;
            if (Decide(owned)) owned = (await AcquireAsync(cancellationToken)).Readers;
            List<LeavingReaders> plan = [.. Plan(owned)];
            if (plan.Count == 0 && Relieve(owned) is { } relieved) plan.Add(relieved);
            bool isDone = await GiveAllAsync(plan, cancellationToken);
            // What has stayed was passed over meanwhile, also in lanes that are new.
            if (!isDone) await AcquireAsync(cancellationToken);
            return isDone;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>
    /// Gives everything away that others can work, before the session ends: what is being sent here keeps no lane
    /// waiting.
    /// </summary>
    private async Task HandOverAtTheEndAsync(CancellationToken noTimeLeft)
    {
        if (Lease.IsLost || _view.Members.All(member => member.Session == Id)) return;
        await SayFarewellAsync(noTimeLeft);
        try
        {
            await _moving.WaitAsync(noTimeLeft);
            try
            {
                await GiveAllAsync([.. Plan(_owned)], noTimeLeft);
            }
            finally
            {
                _moving.Release();
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // What has not been given is free at the end of the session.
        }
    }

    private bool IsInDoubt
    {
        get
        {
            lock (_doubting) return _undecided.Count > 0;
        }
    }

    private void HandOverSoon() => _handOverSoon.Writer.TryWrite(true);

    /// <summary>
    /// What is to leave, by reader: those of one host in a lane together, an ordered one in all lanes.
    /// </summary>
    private IEnumerable<LeavingReaders> Plan(IReadOnlyList<ReaderGrant> owned)
    {
        var rows = _readers.ToDictionary(row => row.Id);
        foreach (var group in owned.Where(grant => rows.ContainsKey(grant.ReaderLane.Reader))
            .GroupBy(grant => KeyOf(rows[grant.ReaderLane.Reader], grant.ReaderLane.Lane)))
        {
            if (_leaving.ContainsKey(group.Key)) continue;
            var row = rows[group.Key.Reader];
            if (HostOf(row) is not { } host) continue;
            bool isWorked = row.Kind == ReaderKind.Ordered
                ? _dispatcher.Ordered.ContainsKey(row.Id)
                : _dispatcher.Readers.ContainsKey(group.Key);
            var heirs = HeirsOf(host);
            bool isGuest = row.Kind == ReaderKind.Host && IsGuest(group.First(), host);
            var state = _ending ? InstanceState.Draining : StateOf(host);
            var fate = FatePolicy.Decide(state, isWorked, heirs.Count > 0, isGuest);
            if (fate is not (ReaderFate.Give or ReaderFate.Rest)) continue;
            var heir = fate == ReaderFate.Rest ? SessionId.None
                : isGuest ? group.First().Home
                : heirs[(group.Key.Reader + group.Key.Lane) % heirs.Count].Session;
            yield return new LeavingReaders(
                group.Key, heir, [.. group.Select(grant => new OwnedReader(grant.ReaderLane, grant.Epoch))]);
        }
    }

    // A port that has left its host's reader goes with it.
    private static ReaderLane KeyOf(ReaderRow row, int lane) =>
        row.Kind == ReaderKind.Ordered ? new ReaderLane(row.Id, 0) : new ReaderLane(row.Base, lane);

    private Model.HostModel? HostOf(ReaderRow row) => row.Kind switch
    {
        ReaderKind.Host => _hosts.GetValueOrDefault(row.Id),
        ReaderKind.Ordered when HostOf(row.OrderedPort!) is { } name =>
            _hosts.Values.FirstOrDefault(host => host.Name == name),
        _ => null,
    };

    private bool WorksFor(ReaderRow row) => HostOf(row) is not { } host || Works(host);

    /// <summary>From now on nothing begins of hosts that are not to be worked here: the cut is exact for them, too.
    /// </summary>
    private void LetRest()
    {
        foreach (var row in _readers.Where(row => !WorksFor(row)))
        {
            if (_dispatcher.Ordered.TryGetValue(row.Id, out var ordered)) ordered.Leave();
            foreach (var (key, reader) in _dispatcher.Readers.Where(one => one.Key.Reader == row.Id))
            {
                reader.Leave();
                foreach (var port in _detachedPorts.ReadersOn(key)) port.Leave();
            }
        }
    }

    private async Task<bool> GiveAllAsync(List<LeavingReaders> plan, CancellationToken cancellationToken)
    {
        bool[] given = await Task.WhenAll(plan.Select(leaving => GiveAsync(leaving, cancellationToken)));
        int count = given.Count(one => one);
        if (count > 0) LogGiven(_logger, count, string.Join(", ", plan.Select(one => one.Heir.Value).Distinct()));
        return count == plan.Count;
    }

    private async Task<bool> GiveAsync(LeavingReaders leaving, CancellationToken cancellationToken)
    {
        if (!Collect(leaving) || !_leaving.TryAdd(leaving.Key, 0)) return false;
        try
        {
            foreach (var reader in leaving.Readers) reader.Leave();
            if (!await IsQuietAsync(leaving, cancellationToken)) return false;
            // From here on the writer wakes others for it; behind the barrier it has done so with every commit.
            Remove(leaving);
            if (!await BarrierAsync(cancellationToken)) return false;
            lock (_ready) _ready.Add(leaving);
            await Owning.WaitAsync(cancellationToken);
            try
            {
                await GiveReadyAsync(leaving, cancellationToken);
            }
            finally
            {
                Owning.Release();
            }

            return leaving.State == GiftState.Given;
        }
        finally
        {
            lock (_ready) _ready.Remove(leaving);
            if (leaving.State == GiftState.Asked) Doubt(leaving);
            else if (leaving.State == GiftState.Kept) Stay(leaving);
        }
    }

    /// <summary>
    /// Gives readers to their heir, and all others with them that are ready for it by now: one transaction for many
    /// lanes, so that none of them waits for the others' turns.
    /// </summary>
    private async Task GiveReadyAsync(LeavingReaders leaving, CancellationToken cancellationToken)
    {
        List<LeavingReaders> ready;
        lock (_ready)
        {
            // Another one has taken it along.
            if (!_ready.Contains(leaving)) return;
            ready = [.. _ready.Where(one => one.Heir == leaving.Heir)];
            _ready.RemoveAll(one => one.Heir == leaving.Heir);
        }

        ready.RemoveAll(one => !IsWhole(one));
        if (ready.Count == 0 || await GiveOwningAsync(ready, cancellationToken)) return;
        // All or none: one that is not to be given must not keep the others.
        if (ready.Count > 1)
            foreach (var one in ready) await GiveOwningAsync([one], cancellationToken);
    }

    private async Task<bool> GiveOwningAsync(List<LeavingReaders> ready, CancellationToken cancellationToken)
    {
        ready.ForEach(one => one.State = GiftState.Asked);
        bool given = await Store.Sessions.GiveAsync(
            Id, ready[0].Heir, [.. ready.SelectMany(one => one.Owned)], cancellationToken);
        foreach (var one in ready)
        {
            one.State = given ? GiftState.Given : GiftState.Kept;
            // Before the store is asked again: it may have come back by then.
            if (given) Gone(one);
        }

        return given;
    }

    /// <summary>Finds what works the readers; false if they cannot leave now.</summary>
    private bool Collect(LeavingReaders leaving)
    {
        if (leaving.Key.Lane == 0)
        {
            if (_dispatcher.Ordered.TryGetValue(leaving.Key.Reader, out var ordered)) leaving.Readers.Add(ordered);
            return true;
        }

        if (!_dispatcher.Readers.TryGetValue(leaving.Key, out var host)) return true;
        if (host.HoldsPorts || !_detachedPorts.IsSettled) return false;
        leaving.Readers.Add(host);
        leaving.Readers.AddRange(_detachedPorts.ReadersOn(leaving.Key));
        // What is here and what the store says must be the same: else a port is on its way.
        return leaving.Readers.SelectMany(reader => reader.Owned).ToHashSet().SetEquals(leaving.Owned);
    }

    // It may have got a new lane meanwhile: of an ordered reader no lane stays behind (rule 80).
    private bool IsWhole(LeavingReaders leaving) => leaving.Key.Lane != 0
        || _owned.Count(grant => grant.ReaderLane.Reader == leaving.Key.Reader) == leaving.Owned.Count;

    private async Task<bool> IsQuietAsync(LeavingReaders leaving, CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        while (!leaving.Readers.TrueForAll(reader => reader.IsQuiet))
        {
            if (Time.GetElapsedTime(started) > QuietWait) return false;
            await Task.Delay(QuietPoll, Time, cancellationToken);
        }

        return true;
    }

    private void Remove(LeavingReaders leaving)
    {
        _dispatcher.Readers.TryRemove(leaving.Key, out _);
        _dispatcher.Ordered.TryRemove(leaving.Key.Reader, out _);
    }

    private void Gone(LeavingReaders leaving)
    {
        _detachedPorts.Gone(leaving.Key);
        _leaving.TryRemove(leaving.Key, out _);
    }

    private void Stay(LeavingReaders leaving)
    {
        foreach (var reader in leaving.Readers)
        {
            if (reader is LaneReader host && host.Progress.ReaderLane == leaving.Key)
                _dispatcher.Readers.TryAdd(leaving.Key, host);
            if (reader is Process.Ordering.OrderedReader ordered)
                _dispatcher.Ordered.TryAdd(leaving.Key.Reader, ordered);
            // What an operator has stopped does not go on because nobody can be given it yet.
            var row = _readers.FirstOrDefault(one => one.Id == leaving.Key.Reader);
            if (row is null || WorksFor(row)) reader.Stay();
        }

        _leaving.TryRemove(leaving.Key, out _);
    }

    private void Doubt(LeavingReaders leaving)
    {
        lock (_doubting) _undecided.Add(leaving);
        HandOverSoon();
    }

    /// <summary>The answer to a gift was lost: what is still owned stays, the rest has gone.</summary>
    /// <returns>True if something has gone: it may have come back since, and waits to be taken up.</returns>
    private bool Decide(IReadOnlyList<ReaderGrant> owned)
    {
        List<LeavingReaders> undecided;
        lock (_doubting)
        {
            undecided = [.. _undecided];
            _undecided.Clear();
        }

        var now = owned.Select(grant => new OwnedReader(grant.ReaderLane, grant.Epoch)).ToHashSet();
        bool hasGone = false;
        foreach (var leaving in undecided)
        {
            if (leaving.Owned.All(now.Contains))
            {
                Stay(leaving);
                continue;
            }

            Gone(leaving);
            hasGone = true;
        }

        return hasGone;
    }
}
