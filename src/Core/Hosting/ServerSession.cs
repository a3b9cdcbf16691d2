using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Hosting.TwoWay;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Process.Ordering;
using Viaduct.Core.Publish;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Everything that a server does under one session. The composition stands in the constructor, in the order of a
/// message's way; what runs is made what the active configuration wants by <see cref="ApplyAsync"/>.
/// </summary>
internal sealed partial class ServerSession : IDisposable
{
    private static readonly PipelineLimits DefaultLimits = new();

    private readonly ServerOptions _options;
    private readonly RuntimeCatalog _catalog;
    private readonly IConfigurationLoader _loader;
    private readonly ILogger _logger;
    private readonly Tracker? _tracker;
    private readonly Router _router;
    private readonly SegmentDispatcher _dispatcher = new();
    private readonly LaneReaderServices _readerServices;
    private readonly WaitingRequests _waiting = new();
    private readonly SendPortTarget _responses;
    private readonly SemaphoreSlim _applying = new(1, 1);
    private readonly DetachedPorts _detachedPorts;
    private IReadOnlyCollection<int> _detachedNumbers = [];
    private IReadOnlyList<ReaderRow> _readers = [];
    private ActiveConfiguration? _active;
    private PreparedConfiguration? _loaded;
    private volatile PreparedConfiguration? _current;
    private long _applied;
    private volatile bool _ending;

    public ServerSession(
        SessionId id, IStore store, ServerOptions options, RuntimeCatalog catalog, IConfigurationLoader loader,
        TimeProvider time, ILoggerFactory loggers)
    {
        (Id, Store, _options, _catalog, _loader, Time) = (id, store, options, catalog, loader, time);
        _logger = loggers.CreateLogger("Viaduct.Server");
        Lease = new SessionLease(time, options.Lease, options.LeaseMargin);
        Backlog = new BacklogSource(store);

        // The writer, with the routes before it and the readers behind it.
        _router = new Router(ReloadRoutesAsync, time);
        Unit = new CommitUnit(
            store, id, _router, _dispatcher, options.Commits, time, loggers.CreateLogger("Viaduct.Store"))
        {
            Figures = options.Figures,
        };

        // The receive half: adapter → Receive → Disassemble → map → Publish → Route → message box.
        var intake = new IntakeServices(
            Unit, store.Bodies, store.Receipts, id, () => Configuration?.Model.Limits ?? DefaultLimits, time,
            loggers.CreateLogger("Viaduct.Receive"))
        {
            Lease = Lease,
            Tracking = () => Unit.Tracking,
            LeaseOf = FenceOf,
            ReaderOf = host => _active!.Readers.First(r => r.Kind == ReaderKind.Host && r.Name == host).Id,
        };
        Keeping = intake.Unlimited;
        var handedOver = new HandedOver(Unit, intake.Pipeline, time);
        var twoWay = new TwoWayServices(_waiting, handedOver, store.OpenItems, Backlog, intake.Pipeline, time);
        Locations = new ReceiveLocations(catalog, store, intake, twoWay, loggers);
        Large = new LargeInterchanges(this, loggers.CreateLogger("Viaduct.Receive"));

        // The send half: message box → Process → map → Assemble → Transmit → adapter.
        var transmit = new TransmitServices(
            Unit, Lease, Locations, intake.Pipeline, time, loggers.CreateLogger("Viaduct.Transmit"));
        SendPorts = new SendPorts(catalog, transmit, intake, TakeUpRoutesAsync, loggers);
        var replies = new ReplyPort(_waiting, Unit, handedOver, time, loggers.CreateLogger("Viaduct.Transmit"));
        Troubles = new TroubleWatch(
            () => Locations.Troubles, () => SendPorts.Senders, time, loggers.CreateLogger("Viaduct.Transmit"));
        _responses = new SendPortTarget(ReplyPort.Name, replies);
        _readerServices = new LaneReaderServices(
            Unit, Backlog, SendPorts.Gone, SuspendingPort.Poisoned(Unit, time), new LoneTurn(),
            () => Task.Delay(options.WatchInterval, time),
            loggers.CreateLogger("Viaduct.Process"));
        _detachedPorts = new DetachedPorts(this, _readerServices, _logger);
        _orderedServices = new OrderedReaderServices(
            store, _readerServices, SendPorts.Find, () => AcquireAsync(CancellationToken.None));
        Unit.WorksHere = _dispatcher.Works;

        // Every step → Track.
        if (options.TrackEvents)
            _dispatcher.Tracker = _tracker =
                new Tracker(Unit, store, options.Tracker, time, loggers.CreateLogger("Viaduct.Track"));
    }

    public SessionId Id { get; }

    public IStore Store { get; }

    public TimeProvider Time { get; }

    public SessionLease Lease { get; }

    public CommitUnit Unit { get; }

    public BacklogSource Backlog { get; }

    /// <summary>For keeping what was taken in before, however large it is.</summary>
    public PipelineContext Keeping { get; }

    public ReceiveLocations Locations { get; }

    /// <summary>The interchanges that are disassembled in slices.</summary>
    public LargeInterchanges Large { get; }

    public SendPorts SendPorts { get; }

    /// <summary>What does not work on this server.</summary>
    public TroubleWatch Troubles { get; }

    /// <summary>Takes items that ended their process again and again.</summary>
    public ISendPortWorker Poisoned => _readerServices.Poisoned;

    /// <summary>The configuration that runs.</summary>
    public LoadedConfiguration? Configuration => _current?.Loaded;

    /// <summary>The numbers of the send ports.</summary>
    public IReadOnlyDictionary<string, int> PortNumbers => _active!.Ports;

    /// <summary>For how long the oldest event that is not stored yet has been waiting.</summary>
    public TimeSpan TrackerLag => _tracker?.Lag ?? TimeSpan.Zero;

    /// <summary>Bytes of tracks that a lane keeps in memory; of the one with the most.</summary>
    public long TrackerBytes => _tracker?.BytesGathered ?? 0;

    /// <summary>Completes when the session has been taken over.</summary>
    public Task Lost => _dispatcher.Lost;

    /// <summary>Work items in hand, for status.</summary>
    public int ItemsInHand =>
        _dispatcher.Readers.Values.Sum(r => r.ItemsInHand) + _dispatcher.Ordered.Values.Sum(r => r.ItemsInHand);

    /// <summary>
    /// Begins: send ports, readers, writer, and receivers last, so that whatever comes in finds its way prepared.
    /// </summary>
    /// <returns>False if no configuration was ever applied.</returns>
    public async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return false;
        SendPorts.Apply(_current!, _tried, _active!.Ports, new PortCut([]));
        await OpenReplyReaderAsync(cancellationToken);
        await AcquireAsync(cancellationToken);
        UseTracking();
        Unit.Trial = _tried?.Counter;
        _router.Use(RouteTableBuilder.Build(Configuration!.Model, _tried, _active));
        Unit.Start();
        await ReceiveAsync(cancellationToken);
        _applied = _active.RouteVersion;
        ClusterSoon();
        return true;
    }

    /// <summary>
    /// Held while the store is asked what the session owns, until what runs agrees: an answer must not be acted on
    /// after a port has been detached or joined.
    /// </summary>
    public SemaphoreSlim Owning { get; } = new(1, 1);

    /// <summary>Takes what is free: lanes, and the readers in them.</summary>
    /// <returns>All that the session owns now.</returns>
    public async Task<Holdings> AcquireAsync(CancellationToken cancellationToken)
    {
        await Owning.WaitAsync(cancellationToken);
        try
        {
            return await AcquireOwningAsync(cancellationToken);
        }
        finally
        {
            Owning.Release();
        }
    }

    private async Task<Holdings> AcquireOwningAsync(CancellationToken cancellationToken)
    {
        // Ports are detached without a new route version, so the readers are looked up anew.
        _readers = (await Store.Configuration.GetActiveAsync(cancellationToken))?.Readers ?? _readers;
        _detachedNumbers = [.. _readers.Where(r => r.Kind == ReaderKind.DetachedPort).Select(r => r.Id)];
        int[] tracker = _tracker is null ? [] : [SegmentDispatcher.TrackerReader];
        var ordered = OrderedPorts();
        int[] readers = [.. tracker, .. _hosts.Keys, .. _detachedNumbers, .. ReplyReaders, .. ordered.Keys];
        var holdings = await Store.Sessions.AcquireAsync(Id, _options.LanesMin, readers, cancellationToken);
        _owned = holdings.Readers;
        if (_ending) return holdings;
        var lanes = holdings.Lanes.Select(lane => lane.Lane).ToHashSet();
        foreach (var grant in holdings.Readers)
        {
            if (grant.ReaderLane.Reader == SegmentDispatcher.TrackerReader) _tracker?.Add(grant);
            else if (ReplyReaders.Contains(grant.ReaderLane.Reader))
                PrepareReplies(grant, lanes.Contains(grant.ReaderLane.Lane));
            else if (ordered.TryGetValue(grant.ReaderLane.Reader, out var port)) AddOrdered(grant, port);
            else if (_hosts.TryGetValue(grant.ReaderLane.Reader, out var host))
                Prepare(grant, host, lanes.Contains(grant.ReaderLane.Lane));
        }

        // A host's reader must know which ports are detached before it takes anything up.
        foreach (var grant in holdings.Readers)
            if (IsDetachedPort(grant, out var row)
                && _dispatcher.Readers.TryGetValue(grant.ReaderLane with { Reader = row.Base }, out var host))
                _detachedPorts.Adopt(row, grant, host);
        foreach (var reader in _dispatcher.Readers.Values) reader.Poll();
        foreach (var reader in _dispatcher.Ordered.Values) reader.Poll();
        Unit.AddLanes(holdings.Lanes);
        HandOverSoon();
        return holdings;
    }

    /// <summary>The host of a send port; null if the port is gone.</summary>
    public string? HostOf(string port) => Configuration!.Model.SendPorts.FirstOrDefault(p => p.Name == port)?.Host;

    /// <summary>The readers of a host in the lanes of this process.</summary>
    public IEnumerable<LaneReader> HostReadersOf(string host)
    {
        int? reader = _active!.Readers.FirstOrDefault(r => r.Kind == ReaderKind.Host && r.Name == host)?.Id;
        return _dispatcher.Readers.Where(r => r.Key.Reader == reader).Select(r => r.Value);
    }

    /// <summary>The readers of this process with the names of their hosts, for metrics; all for responses have one.
    /// </summary>
    public IEnumerable<(string Host, LaneReader Reader)> NamedReaders
    {
        get
        {
            var names = _active?.Readers.ToDictionary(
                row => row.Id, row => row.Kind == ReaderKind.Host ? row.Name : "responses") ?? [];
            return _dispatcher.Readers.Select(r => (names.GetValueOrDefault(r.Key.Reader, ""), r.Value));
        }
    }

    /// <summary>The reader of a host in a lane; null if it is not of this process.</summary>
    public LaneReader? HostReader(ReaderLane readerLane) => _dispatcher.Readers.GetValueOrDefault(readerLane);

    /// <summary>The readers of all hosts in the lanes of this process.</summary>
    public IEnumerable<LaneReader> HostReaders => _dispatcher.Readers.Values;

    /// <summary>The send ports of the host that a reader reads for.</summary>
    public IReadOnlyCollection<string> PortsOf(int reader)
    {
        string? host = _active!.Readers.FirstOrDefault(r => r.Id == reader)?.Name;
        return [.. Configuration!.Model.SendPorts.Where(p => p.Host == host).Select(p => p.Name)];
    }

    /// <summary>Detaches stopped and lagging ports, and joins started ones that have caught up.</summary>
    public async Task DetachPortsAsync(CancellationToken cancellationToken)
    {
        using var noTimeLeft = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        noTimeLeft.CancelAfter(_options.StopTimeout);
        await _moving.WaitAsync(cancellationToken);
        try
        {
            await _detachedPorts.RunOnceAsync(noTimeLeft.Token);
            await _detachedPorts.DetachLaggingAsync(noTimeLeft.Token);
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <summary>True if no port is detached or about to be.</summary>
    public bool PortsAreQuiet => _detachedPorts.IsQuiet;

    /// <summary>The session has been taken over: this process must not act any more.</summary>
    public void Lose()
    {
        Lease.Lost();
        _dispatcher.SessionLost();
    }

    /// <summary>Stores what the tracker has gathered.</summary>
    public Task<bool> TrackAsync(CancellationToken cancellationToken) =>
        _tracker is null ? Task.FromResult(false) : _tracker.RunOnceAsync(cancellationToken);

    /// <summary>Waits until there may be something to track.</summary>
    public Task WaitForTracksAsync(CancellationToken cancellationToken) =>
        _tracker?.WaitAsync(cancellationToken) ?? Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);

    /// <summary>From here on no port or reader starts any more, whoever takes up a newer configuration.</summary>
    public void StartNothingMore() => _ending = true;

    /// <summary>
    /// Ends in good order: nothing new comes in, what has begun is finished and committed, everything is given back.
    /// </summary>
    public async Task StopAsync(CancellationToken noTimeLeft)
    {
        await NothingStartsAnyMoreAsync(noTimeLeft);
        await Task.WhenAll(
            LeaveClustersAsync(noTimeLeft), Large.StopAsync(noTimeLeft), HandOverAtTheEndAsync(noTimeLeft));
        var reads = _dispatcher.Readers.Values.Select(reader => reader.StopAsync())
            .Concat(_dispatcher.Ordered.Values.Select(reader => reader.StopAsync())).Append(_detachedPorts.StopAsync());
        // A read that still hangs hands nothing out: its reader has stopped.
        await Task.WhenAll([.. reads]).WaitAsync(noTimeLeft).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SendPorts.StopAsync(noTimeLeft);
        if (!Lease.IsLost && _tracker is not null) await TrackTheRestAsync(noTimeLeft);
        await Unit.StopAsync(noTimeLeft);
        await Unit.DisposeAsync();
    }

    /// <summary>
    /// From here on the writer may still take up newer routes, to commit what is under way, but no port or reader.
    /// </summary>
    private async Task NothingStartsAnyMoreAsync(CancellationToken noTimeLeft)
    {
        StartNothingMore();
        try
        {
            // A change that the writer has begun comes to its end first.
            await _applying.WaitAsync(noTimeLeft);
            _applying.Release();
        }
        catch (OperationCanceledException)
        {
            // It hangs in the store; what it finds there later it leaves alone.
        }
    }

    public void Dispose()
    {
        _ending = true;
        _applying.Dispose();
        Large.Dispose();
        Owning.Dispose();
        _moving.Dispose();
        _locating.Dispose();
        SendPorts.Dispose();
        Locations.Dispose();
        _announcing.Dispose();
        _trialBegun.Dispose();
    }

    private async Task TrackTheRestAsync(CancellationToken noTimeLeft)
    {
        try
        {
            // The tracker hears of the last deliveries when their commits have come to their end.
            while (await BarrierAsync(noTimeLeft) && await _tracker!.RunOnceAsync(noTimeLeft))
            {
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // The next owner of the tracker's lanes goes on where it stands.
        }
    }

    private bool IsDetachedPort(ReaderGrant grant, [NotNullWhen(true)] out ReaderRow? row)
    {
        row = _readers.FirstOrDefault(
            r => r.Id == grant.ReaderLane.Reader && r.Kind == ReaderKind.DetachedPort);
        return row is not null;
    }
}
