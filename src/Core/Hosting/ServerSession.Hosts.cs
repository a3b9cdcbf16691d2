using System.Collections.Concurrent;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Which hosts this server runs (docs/concepts/hosts.md).</summary>
internal sealed partial class ServerSession
{
    // What was given to this process stays for so long at least, before it goes home.
    private static readonly TimeSpan GuestTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ReaderLane, long> _arrived = [];
    private Placement _placement = new([], ClusterView.Empty);
    private IReadOnlyDictionary<int, HostModel> _hosts = new Dictionary<int, HostModel>();
    private volatile GroupView _view = GroupView.Empty;

    /// <summary>The readers of the hosts that this server works.</summary>
    public IReadOnlyCollection<int> ReaderNumbers =>
        [.. _hosts.Where(host => Works(host.Value)).Select(host => host.Key)];

    /// <summary>Takes up who is in the group.</summary>
    public void Use(GroupView view)
    {
        if (ReferenceEquals(view, _view)) return;
        _view = view;
        HandOverSoon();
        ClusterSoon();
    }

    /// <summary>Refuses hosts that the configuration does not have.</summary>
    /// <exception cref="StoreRefusedException">There is one; says which.</exception>
    public void CheckHosts()
    {
        string[] known = [.. Configuration!.Model.Hosts.Select(host => host.Name)];
        foreach (string name in _options.Hosts.Except(known, StringComparer.Ordinal))
        {
            string near = Route.Spelling.Nearest(name, known) is { } nearest ? $" Is '{nearest}' meant?" : "";
            throw new StoreRefusedException(
                $"--host {name}: the group has no host of this name, but {string.Join(", ", known)}.{near}");
        }
    }

    /// <summary>What a host does on this server.</summary>
    public InstanceState StateOf(HostModel host) => _placement.StateOf(host, _options.Server, _options.Hosts);

    private bool Receives(HostModel host) => StateOf(host) is InstanceState.Running or InstanceState.Paused;

    private bool Works(HostModel host) =>
        Receives(host) || (StateOf(host) is InstanceState.Draining && HeirsOf(host).Count == 0);

    // Unlike the readers in its lanes an ordered one waits for whoever comes first: not for one that is paused.
    private bool Takes(string host, int ordered) =>
        _hosts.Values.FirstOrDefault(one => one.Name == host) is { } model && Works(model)
        && (StateOf(model) is not InstanceState.Paused || HeirsOf(model).Count == 0
            || _dispatcher.Ordered.ContainsKey(ordered));

    /// <summary>The other servers on which a host runs.</summary>
    private List<Member> HeirsOf(HostModel host) =>
    [
        .. _view.Members.Where(member => member.Session != Id && member.IsReady
            && _placement.StateOf(host, member.Server, member.Only) is InstanceState.Running),
    ];

    /// <summary>Says where the hosts of a configuration run, and gives it as it is to run here.</summary>
    private PreparedConfiguration Placed(PreparedConfiguration whole, ActiveConfiguration active)
    {
        var model = whole.Loaded.Model;
        var placement = new Placement(active.Instances, _clusters);
        var hosts = model.Hosts.ToDictionary(host => host.Name, StringComparer.Ordinal);
        (_placement, _hosts) = (placement, active.Readers
            .Where(reader => reader.Kind == ReaderKind.Host && hosts.ContainsKey(reader.Name))
            .ToDictionary(reader => reader.Id, reader => hosts[reader.Name]));
        var here = PlacedModel.Of(model, name => hosts.TryGetValue(name, out var host) && Receives(host), IsInward);
        return whole with { Loaded = whole.Loaded with { Model = here } };
    }

    /// <summary>Works a host's reader in a lane from now on, if it is to be worked here.</summary>
    private void Prepare(ReaderGrant grant, HostModel host, bool isOwnLane)
    {
        var key = grant.ReaderLane;
        if (_leaving.ContainsKey(key)) return;
        if (_dispatcher.Readers.TryGetValue(key, out var there))
        {
            if (isOwnLane) there.Feed();
            if (Works(host)) GoOn(there);
            return;
        }

        if (FatePolicy.Decide(StateOf(host), false, HeirsOf(host).Count > 0, isGuest: false) != ReaderFate.Work) return;
        _arrived[key] = Time.GetTimestamp();
        _dispatcher.Readers.TryAdd(
            key, new LaneReader(grant, SendPorts.Find, _options.Readers, _readerServices, isFed: isOwnLane));
    }

    /// <summary>It was to rest, and had not left yet when its host was started again.</summary>
    private void GoOn(LaneReader reader)
    {
        if (!reader.IsLeaving) return;
        reader.Stay();
        foreach (var port in _detachedPorts.ReadersOn(reader.Progress.ReaderLane)) port.Stay();
    }

    /// <summary>
    /// True if a reader's lane is another server's, on which its host runs and there is room: it has helped long
    /// enough.
    /// </summary>
    private bool IsGuest(ReaderGrant grant, HostModel host) => grant.Home != Id
        && (!_arrived.TryGetValue(grant.ReaderLane, out long arrived) || Time.GetElapsedTime(arrived) > GuestTime)
        && HeirsOf(host).Exists(
            member => member.Session == grant.Home && member.Load < SpreadPolicy.LoadMin / 8);

    /// <summary>One of the readers that are busiest here, if another server has much less to do.</summary>
    private LeavingReaders? Relieve(IReadOnlyList<ReaderGrant> owned)
    {
        int load = ItemsInHand;
        if (load < SpreadPolicy.LoadMin) return null;
        // First those that can go at once: a slow send must not keep the others here.
        foreach (var (key, reader) in _dispatcher.Readers
            .OrderByDescending(one => one.Value.IsQuiet).ThenByDescending(one => one.Value.ItemsInHand))
        {
            // What is a guest here goes home, and not from hand to hand.
            if (!reader.IsFed || !_hosts.TryGetValue(key.Reader, out var host)) continue;
            if (StateOf(host) is not InstanceState.Running) continue;
            if (SpreadPolicy.HeirFor(load, HeirsOf(host)) is not { } heir) continue;
            var readers = _readers.Where(row => row.Base == key.Reader).Select(row => row.Id).ToHashSet();
            return new LeavingReaders(
                key, heir.Session,
                [
                    .. owned.Where(one => one.ReaderLane.Lane == key.Lane && readers.Contains(one.ReaderLane.Reader))
                        .Select(one => new OwnedReader(one.ReaderLane, one.Epoch)),
                ]);
        }

        return null;
    }

    private bool IsInward(string adapter) => _catalog.Adapters.OfType<Adapters.IReceiveAdapter>()
        .Any(one => one.Name == adapter && one.IsInward);
}
