using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 50 to 55.</content>
public partial class MessageBoxModel
{
    /// <summary>The route version that is active; 0 before the first configuration.</summary>
    public long RouteVersion { get; private set; }

    /// <summary>The active configuration, or null.</summary>
    public ActiveConfiguration? Active => Applied is { } applied
        ? new ActiveConfiguration(
            applied.Hash, RouteVersion, applied.At, [.. Readers], new SortedDictionary<string, int>(Ports))
        {
            Operated = [.. Operated.OrderBy(one => one.IsLocation).ThenBy(one => one.Name, StringComparer.Ordinal)],
            Retention = [.. Retention.Values],
            Announced = Announced,
            Trial = UnderWay?.Trial,
            Instances =
            [
                .. Instances.OrderBy(one => one.Host ?? "", StringComparer.Ordinal)
                    .ThenBy(one => one.Server, StringComparer.Ordinal),
            ],
        }
        : null;

    private (string Hash, DateTimeOffset At)? Applied { get; set; }

    private Announcement? Announced { get; set; }

    private long LastAnnouncement { get; set; }

    private SortedDictionary<long, AnnouncementAnswer> Answers { get; } = [];

    private int LastPort { get; set; }

    private List<OperatedPort> Operated { get; } = [];

    private List<OperatedInstance> Instances { get; } = [];

    private List<AppliedConfiguration> History { get; } = [];

    /// <summary>Announces a configuration.</summary>
    public virtual long Announce(string hash, byte[] package)
    {
        if (Announced is { } before && before.Hash != hash)
        {
            Withdraw(before.Number);
        }
        Packages[hash] = package;
        Announced = new Announcement(++LastAnnouncement, hash);
        Answers.Clear();
        return LastAnnouncement;
    }

    /// <summary>Takes an announcement back.</summary>
    public virtual bool Withdraw(long number)
    {
        if (Announced?.Number != number)
        {
            return false;
        }
        if (!History.Exists(one => one.Hash == Announced.Hash) && !WasTried(Announced.Hash))
        {
            Packages.Remove(Announced.Hash);
        }
        Announced = null;
        return true;
    }

    /// <summary>Keeps what a server says of an announcement.</summary>
    public virtual bool Answer(AnnouncementAnswer answer, long number)
    {
        if (Announced?.Number == number)
        {
            Answers[answer.Session.Value] = answer;
        }
        return true;
    }

    /// <summary>What servers have said of an announcement.</summary>
    public IReadOnlyList<AnnouncementAnswer> AnswersTo(long number) =>
        Announced?.Number == number ? [.. Answers.Values] : [];

    /// <summary>Activates a configuration; null if another hash than the expected one is active.</summary>
    public virtual ActiveConfiguration? Activate(Activation activation, DateTimeOffset now)
    {
        if (activation.ExpectedHash != "*" && activation.ExpectedHash != Applied?.Hash)
        {
            return null;
        }
        Packages[activation.Hash] = activation.Package.ToArray();
        Applied = (activation.Hash, now);
        History.RemoveAll(one => one == new AppliedConfiguration(activation.Hash, now));
        History.Insert(0, new AppliedConfiguration(activation.Hash, now));
        RaiseRouteVersion();
        AddReaders(ReaderKind.Host, activation.Hosts);
        AddReaders(ReaderKind.Ordered, activation.Ordered);
        foreach (var port in activation.Ports.Distinct())
        {
            if (!Ports.ContainsKey(port))
            {
                Ports.Add(port, ++LastPort);
            }
        }
        ActivateRetention(activation.Retention);
        EndTrialByActivation(activation.Hash, now);
        return Active;
    }

    /// <summary>Keeps what an operator says; null if another hash than the expected one is active.</summary>
    public virtual ActiveConfiguration? Operate(PortOrder order, DateTimeOffset now)
    {
        if (Active is not { } active || active.Hash != order.ExpectedHash)
        {
            return null;
        }
        if (!order.Changes(active))
        {
            return active;
        }
        Operated.RemoveAll(one => one.Name == order.Name && one.IsLocation == order.IsLocation);
        if (order.Word is { } word)
        {
            Operated.Add(new OperatedPort(order.Name, word, now));
        }
        RaiseRouteVersion();
        return Active;
    }

    /// <summary>Keeps what an operator says; null if another hash than the expected one is active.</summary>
    public virtual ActiveConfiguration? Place(InstanceOrder order, DateTimeOffset now)
    {
        if (Active is not { } active || active.Hash != order.ExpectedHash)
        {
            return null;
        }
        if (!order.Changes(active))
        {
            return active;
        }
        Instances.RemoveAll(one => one.Host == order.Host && one.Server == order.Server);
        if (order.Word is { } word)
        {
            Instances.Add(new OperatedInstance(order.Host, order.Server, word, now));
        }
        RaiseRouteVersion();
        return Active;
    }

    /// <summary>The configurations that were made active, the newest first.</summary>
    public IReadOnlyList<AppliedConfiguration> ListApplied(int rowsMax) => [.. History.Take(rowsMax)];

    /// <summary>Detaches a port from its host; null if a fence fails.</summary>
    public IReadOnlyList<ReaderGrant>? Detach(SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress)
    {
        if (hostProgress.Count == 0)
        {
            return [];
        }
        var host = hostProgress[0].ReaderLane.Reader;
        var reader = Readers.Find(one => one.Kind == ReaderKind.DetachedPort && one.Name == name && one.Base == host);
        if (hostProgress.Any(row => !HoldsReader(row.ReaderLane, session, row.Epoch))
            || (reader is not null && hostProgress.Any(row => IsDetached(new(reader.Id, row.ReaderLane.Lane)))))
        {
            return null;
        }
        if (reader is null)
        {
            Readers.Add(reader = new ReaderRow(Readers.Count, ReaderKind.DetachedPort, name, host));
        }
        return [.. hostProgress.Select(row => DetachIn(session, new(reader.Id, row.ReaderLane.Lane), row))];
    }

    /// <summary>Joins a detached port to its host again; false if a fence fails.</summary>
    public bool Join(SessionId session, IReadOnlyList<ProgressRow> detached)
    {
        if (detached.Any(row => !HoldsReader(row.ReaderLane, session, row.Epoch)))
        {
            return false;
        }
        foreach (var entry in detached.Select(row => ReaderLanes[row.ReaderLane]))
        {
            entry.Joined = true;
            entry.Owner = SessionId.None;
            entry.Epoch = Raised(entry.Epoch);
            entry.Transmits.Clear();
        }
        return true;
    }

    /// <summary>Where a new host's reader begins in a lane that is there already: an exact cut (rule 52).</summary>
    protected virtual Position BeginsAt(LaneEntry lane) => new(lane.LastSequence + 1, 0);

    private void RaiseRouteVersion()
    {
        RouteVersion++;
        foreach (var lane in Lanes.Values)
        {
            lane.RouteVersion = RouteVersion;
        }
    }

    private bool IsDetached(ReaderLane key) => ReaderLanes.TryGetValue(key, out var entry) && !entry.Joined;

    private void AddReaders(ReaderKind kind, IReadOnlyList<string> names)
    {
        foreach (var name in names.Distinct())
        {
            if (!Readers.Exists(one => one.Kind == kind && one.Name == name))
            {
                AddReader(kind, name);
            }
        }
    }

    private void AddReader(ReaderKind kind, string name)
    {
        var id = Readers.Count;
        Readers.Add(new ReaderRow(id, kind, name, id));
        foreach (var lane in Lanes.Values)
        {
            var key = new ReaderLane(id, lane.Lane);
            var progress = new ProgressRow(key, 0, 0, BeginsAt(lane), default);
            ReaderLanes.Add(key, new ReaderLaneEntry { Key = key, Progress = progress });
        }
    }

    private ReaderGrant DetachIn(SessionId session, ReaderLane key, ProgressRow from)
    {
        if (!ReaderLanes.TryGetValue(key, out var entry))
        {
            ReaderLanes.Add(key, entry = new ReaderLaneEntry { Key = key, Progress = from });
        }
        entry.Joined = false;
        entry.Owner = session;
        entry.Epoch++;
        entry.Deaths = 0;
        entry.Progress = new ProgressRow(key, entry.Epoch, entry.LastNumber, from.Position, from.Done.ToArray());
        foreach (var row in ReaderLanes[from.ReaderLane].Transmits.Where(row => row.Highest >= from.Position))
        {
            entry.Transmits.Add(row with { ReaderLane = key, Epoch = entry.Epoch, Number = ++entry.LastNumber });
        }
        return GrantOf(entry);
    }
}
