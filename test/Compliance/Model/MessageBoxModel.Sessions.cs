using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 20 to 29.</content>
public partial class MessageBoxModel
{
    /// <summary>Starts a session; null if a live one has the server name.</summary>
    public SessionId? Start(SessionRequest request, DateTimeOffset now)
    {
        if (Sessions.Values.Any(one => one.LockHeld && one.Request.Server == request.Server))
        {
            return null;
        }
        var id = new SessionId(++LastSession);
        Sessions.Add(id.Value, new SessionEntry { Id = id, Request = request, StartedAt = now });
        return id;
    }

    /// <summary>Raises the heartbeat; false if the session is gone.</summary>
    public bool Beat(SessionId session)
    {
        if (!Sessions.TryGetValue(session.Value, out var entry))
        {
            return false;
        }
        entry.Heartbeat++;
        return true;
    }

    /// <summary>The process dies: its lock is free, its row and all it owns stay as they are.</summary>
    public void Die(SessionId session)
    {
        if (Sessions.TryGetValue(session.Value, out var entry))
        {
            entry.LockHeld = false;
        }
    }

    /// <summary>Ends a dead session; false if it is not there or alive.</summary>
    public virtual bool TakeOver(SessionId dead, DateTimeOffset now)
    {
        if (!Sessions.TryGetValue(dead.Value, out var entry) || entry.LockHeld)
        {
            return false;
        }
        Free(dead, LeaseCause.Died, now);
        Sessions.Remove(dead.Value);
        return true;
    }

    /// <summary>Ends a session that hangs; false if it is not there or beats.</summary>
    public virtual bool Expire(SessionId hung, long heartbeat, DateTimeOffset now)
    {
        if (!Sessions.TryGetValue(hung.Value, out var entry) || entry.Heartbeat != heartbeat)
        {
            return false;
        }
        Free(hung, LeaseCause.Hung, now);
        Sessions.Remove(hung.Value);
        return true;
    }

    /// <summary>Ends a session in good order.</summary>
    public void End(SessionId session, DateTimeOffset now)
    {
        if (Sessions.Remove(session.Value))
        {
            Free(session, LeaseCause.Stopped, now);
        }
    }

    /// <summary>Takes what is free; throws if the session is gone.</summary>
    public Holdings Acquire(SessionId session, int lanesMin, IReadOnlyCollection<int> readers)
    {
        if (!IsAlive(session))
        {
            throw new InvalidOperationException($"Session {session} is not alive: it was taken over or has ended.");
        }
        foreach (var lane in Lanes.Values.Where(one => one.Owner == SessionId.None))
        {
            lane.Owner = session;
            lane.Epoch++;
        }
        while (Lanes.Values.Count(one => one.Owner == session) < lanesMin || Lanes.Count < LanesOfGroup)
        {
            var number = Lanes.Count + 1;
            var lane = new LaneEntry { Lane = number, Owner = session, Epoch = 1, RouteVersion = RouteVersion };
            Lanes.Add(number, lane);
        }
        foreach (var reader in readers.Distinct())
        {
            var kind = Readers.Find(one => one.Id == reader)?.Kind;
            if (kind is ReaderKind.Ordered && IsAnothers(reader, session))
            {
                continue;
            }
            bool isEverywhere = kind is ReaderKind.Reply or ReaderKind.Ordered;
            foreach (var lane in Lanes.Values.Where(one => isEverywhere || one.Owner == session))
            {
                AcquireReader(session, new ReaderLane(reader, lane.Lane));
            }
        }
        return HoldingsOf(session);
    }

    /// <summary>The reply reader of the session's server; throws if the session is gone.</summary>
    public int OpenReplyReader(SessionId session)
    {
        if (!Sessions.TryGetValue(session.Value, out var entry))
        {
            throw new InvalidOperationException($"Session {session} is not alive: it was taken over or has ended.");
        }
        var server = entry.Request.Server;
        if (Readers.Find(one => one.Kind == ReaderKind.Reply && one.Name == server) is { } there)
        {
            return there.Id;
        }
        Readers.Add(new ReaderRow(Readers.Count, ReaderKind.Reply, server, Readers.Count));
        return Readers.Count - 1;
    }

    /// <summary>All that a session owns.</summary>
    public Holdings HoldingsOf(SessionId session) => new(
        [
            .. Lanes.Values.Where(one => one.Owner == session)
                .Select(one => new LaneGrant(one.Lane, one.Epoch, one.LastSequence)),
        ],
        [
            .. ReaderLanes.Values.Where(one => one.Owner == session)
                .OrderBy(one => one.Key.Lane).ThenBy(one => one.Key.Reader).Select(GrantOf),
        ]);

    /// <summary>What a new owner raises when it takes a row, and a taker when it frees one (rule 23).</summary>
    protected virtual long Raised(long epoch) => epoch + 1;

    private ReaderGrant GrantOf(ReaderLaneEntry entry) => new(
        entry.Key, entry.Epoch, entry.Progress,
        [.. entry.Transmits.Where(row => row.Highest >= entry.Progress.Position)], entry.DeathsHere)
    {
        Home = Lanes[entry.Key.Lane].Owner,
    };

    private void AcquireReader(SessionId session, ReaderLane key)
    {
        var reader = Readers.Find(one => one.Id == key.Reader);
        bool isOwn = reader is { Kind: ReaderKind.Reply } && Sessions[session.Value].Request.Server == reader.Name;
        if (reader is { Kind: ReaderKind.Reply } && !isOwn
            && Sessions.Values.Any(one => one.Request.Server == reader.Name))
        {
            return;
        }
        if (!ReaderLanes.TryGetValue(key, out var entry))
        {
            if (reader is not { Kind: not ReaderKind.DetachedPort })
            {
                return;
            }
            entry = new ReaderLaneEntry { Key = key, Progress = new ProgressRow(key, 0, 0, Position.Start, default) };
            ReaderLanes.Add(key, entry);
        }
        if ((entry.Owner == SessionId.None && !entry.Joined) || (isOwn && entry.Owner != session))
        {
            entry.Owner = session;
            entry.Epoch++;
        }
    }

    /// <summary>True if another session has an ordered reader in any lane: it belongs to one as a whole.</summary>
    protected virtual bool IsAnothers(int reader, SessionId session) => ReaderLanes.Values.Any(
        one => one.Key.Reader == reader && one.Owner != SessionId.None && one.Owner != session);

    private void Free(SessionId session, LeaseCause why, DateTimeOffset now)
    {
        bool death = why != LeaseCause.Stopped;
        FreeLeases(session, why, now);
        foreach (var lane in Lanes.Values.Where(one => one.Owner == session))
        {
            lane.Owner = SessionId.None;
            lane.Epoch = Raised(lane.Epoch);
        }
        foreach (var reader in ReaderLanes.Values.Where(one => one.Owner == session))
        {
            reader.Owner = SessionId.None;
            reader.Epoch = Raised(reader.Epoch);
            if (death)
            {
                reader.CountDeath();
            }
        }
        foreach (var item in OpenItems.Values.Where(one => one.Owner == session))
        {
            FreeItem(item, death, now);
        }
        foreach (var claim in Claims.Values.Where(one => one.Owner == session))
        {
            claim.Owner = SessionId.None;
            claim.Deaths += death ? 1 : 0;
        }
    }

    private void FreeItem(OpenItemEntry item, bool death, DateTimeOffset now)
    {
        item.Owner = SessionId.None;
        item.Row = item.Row with
        {
            State = OpenItemState.Waiting,
            Epoch = Raised(item.Row.Epoch),
            Due = now,
            ChangedAt = now,
            Deaths = item.Row.Deaths + (death ? 1 : 0),
        };
    }
}
