using System.Threading.Channels;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <content>Which clustered hosts are active here (docs/concepts/clusters.md).</content>
internal sealed partial class ServerSession
{
    private readonly Channel<bool> _clusterSoon = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Held while receivers begin and end: a change of the configuration and one of a lease do so.
    private readonly SemaphoreSlim _locating = new(1, 1);
    private volatile ClusterView _clusters = ClusterView.Empty;

    /// <summary>Whose the leases are, as far as this process knows.</summary>
    public ClusterView Clusters => _clusters;

    /// <summary>How long it took at most to notice what was noticed last of another server's end.</summary>
    public TimeSpan NoticedAfter { get; private set; }

    /// <summary>Who is in the group.</summary>
    public GroupView View => _view;

    /// <summary>True once it works what it is given.</summary>
    public bool IsAtWork => _applied != 0 && !_ending && !Lease.IsLost;

    /// <summary>The clustered hosts of the configuration that runs, by cluster group.</summary>
    public ILookup<string, HostModel> ClusteredHosts =>
        _hosts.Values.Where(host => host.Cluster is not null).ToLookup(
            host => host.Cluster!.Group, StringComparer.Ordinal);

    /// <summary>A server of the group has ended.</summary>
    /// <param name="after">How long it took to notice, at most.</param>
    public void Noticed(TimeSpan after) => NoticedAfter = after;

    /// <summary>True until what runs agrees with the leases that it was told of.</summary>
    public bool IsTakingUpClusters { get; private set; }

    /// <summary>Waits until leases may have to be looked at.</summary>
    /// <param name="longest">So long at most; null: until something happens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitForClustersAsync(TimeSpan? longest, CancellationToken cancellationToken)
    {
        if (longest == TimeSpan.Zero) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var soon = _clusterSoon.Reader.ReadAsync(either.Token).AsTask();
        bool hasNone = ClusteredHosts.Count == 0 && _clusters.Rows.All(row => row.Owner != Id);
        // Without a clustered host nothing is looked at.
        var hint = hasNone
            ? Task.Delay(Timeout.InfiniteTimeSpan, Time, either.Token)
            : Store.WaitForHintAsync(longest ?? _options.PollInterval, either.Token);
        await Task.WhenAny(soon, hint);
        await either.CancelAsync();
        await Task.WhenAll(soon, hint).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Tells whether a server can work all hosts of a cluster group, were it active there.</summary>
    public bool CanWork(IEnumerable<HostModel> hosts, Member member) =>
        (member.Session == Id ? IsAtWork : member.IsReady) && hosts.All(
            host => _placement.MeantOf(host, member.Server, member.Only) is InstanceState.Running);

    /// <summary>Receives and sends for what is active here from now on, and no more for what is not.</summary>
    public async Task UseAsync(ClusterView view, CancellationToken cancellationToken)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            _clusters = view;
            if (_ending) return;
            IsTakingUpClusters = true;
            _current = Placed(_loaded!.As(_active!.Operated), _active);
            Locations.Redirect(_current, _tried);
            LetRest();
        }
        finally
        {
            _applying.Release();
        }

        await ReceiveAsync(cancellationToken);
        await AcquireAsync(cancellationToken);
        IsTakingUpClusters = false;
        HandOverSoon();
    }

    /// <summary>Ends what is received for a cluster group, as far as it ends in time, and commits it.</summary>
    public async Task QuietAsync(string group, TimeSpan longest, CancellationToken cancellationToken)
    {
        var hosts = ClusteredHosts[group].Select(host => host.Name).ToHashSet(StringComparer.Ordinal);
        var ended = Locations.EndedAsync(_current!.Loaded.Model.ReceivePorts.SelectMany(port => port.Locations)
            .Where(location => hosts.Contains(location.Host)).Select(location => location.Name));
        await ended.WaitAsync(longest, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task committed = BarrierAsync(cancellationToken);
        await committed.WaitAsync(longest, Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The fence for what comes in for a host: of a clustered one that is not active here, one that fails.
    /// </summary>
    private LeaseFence? FenceOf(string host) =>
        _hosts.Values.FirstOrDefault(one => one.Name == host)?.Cluster is { } cluster
            ? _clusters.FenceOf(cluster.Group, Id) ?? new LeaseFence(cluster.Group, 0)
            : null;

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        await _locating.WaitAsync(cancellationToken);
        try
        {
            await Locations.ApplyAsync(_current!, _tried, cancellationToken);
        }
        finally
        {
            _locating.Release();
        }
    }

    /// <summary>Receives nothing more, and sets the leases free: others begin at once.</summary>
    private async Task LeaveClustersAsync(CancellationToken noTimeLeft)
    {
        long began = Time.GetTimestamp();
        await Locations.StopAsync(noTimeLeft);
        if (Lease.IsLost) return;
        foreach (var row in _clusters.Rows.Where(row => row.Owner == Id))
        {
            try
            {
                await BarrierAsync(noTimeLeft);
                var gift = new LeaseGift(SessionId.None, LeaseCause.Stopped, Time.GetElapsedTime(began));
                await Store.Leases.GiveAsync(Id, row.Fence, gift, noTimeLeft);
            }
            catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
            {
                // It is free at the end of the session.
            }
        }
    }

    private void ClusterSoon() => _clusterSoon.Writer.TryWrite(true);
}
