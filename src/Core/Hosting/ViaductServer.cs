using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Hosting;

/// <summary>
/// A server: joins its group, runs what the active configuration wants, and joins again as a new session should its own
/// be taken over.
/// </summary>
public sealed partial class ViaductServer : IAsyncDisposable
{
    private static readonly TimeSpan QuietPorts = TimeSpan.FromMilliseconds(500);

    // How many intervals clean-up lets pass while there is nothing to do.
    private const int RestingRounds = 10;

    private readonly IStore _store;
    private readonly ServerOptions _options;
    private readonly RuntimeCatalog _catalog;
    private readonly IConfigurationLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly Pulse _heart = new();
    private readonly ServerMeters _meters;
    private readonly GroupWatch _watch;
    private readonly IDisposable _lostThreads;
    private readonly HostPause _pause;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;
    private volatile ServerSession? _session;

    /// <summary>A server over a store; <see cref="StartAsync"/> begins.</summary>
    public ViaductServer(
        IStore store, ServerOptions options, RuntimeCatalog catalog, IConfigurationLoader loader, TimeProvider time,
        ILoggerFactory loggers)
    {
        (_store, _catalog, _loader, _time, _loggers) = (store, catalog, loader, time, loggers);
        _meters = new ServerMeters(options, store, options.Version, () => IsReady, () => _session);
        _options = options with { Figures = _meters.Figures };
        _logger = loggers.CreateLogger("Viaduct.Server");
        _watch = new GroupWatch(store, _options, time, _logger);
        _lostThreads = LostThreads.Tell(why => LogThreadLost(_logger, why));
        _pause = new HostPause(options.Server, options.Lease - options.LeaseMargin, time, _logger);
    }

    /// <summary>Completes when the server has stopped; faulted if it cannot run.</summary>
    public Task Completion => _run;

    /// <summary>True while the server works: it has a session, and may act for it.</summary>
    public bool IsReady => _session is { } session && session.Lease.MayAct && _started.Task.IsCompletedSuccessfully;

    /// <summary>True while the store is away or behind, so that what comes in is refused.</summary>
    public bool IsBehind => !_store.IsAvailable || _session is { Unit.IsOpen: false };

    /// <summary>Gives the metrics of this server, as <see cref="Metrics"/> describes them.</summary>
    public Meter Meter => _meters.Meter;

    /// <summary>The limits of this server that can be watched; others may add theirs.</summary>
    public LimitList Limits => _meters.Figures.Limits;

    /// <summary>Counts what a person has done with open items.</summary>
    /// <param name="action">What, for example <c>resume</c>.</param>
    /// <param name="items">With how many.</param>
    public void Operated(string action, int items) => _meters.Figures.Operated.Add(action, count: items);

    /// <summary>Work items in hand.</summary>
    public int ItemsInHand => _session?.ItemsInHand ?? 0;

    /// <summary>For how long the oldest tracking event that is not stored yet has been waiting.</summary>
    public TimeSpan TrackerLag => _session?.TrackerLag ?? TimeSpan.Zero;

    /// <summary>Messages that this server has published since it joined its group.</summary>
    public long Published => _session?.Unit.Published ?? 0;

    /// <summary>Deliveries that this server's send ports have made since it joined its group.</summary>
    public long Delivered => _session?.Unit.Delivered ?? 0;

    /// <summary>The server's name.</summary>
    public string Name => _options.Server;

    /// <summary>Viaduct's version.</summary>
    public string Version => _options.Version;

    /// <summary>How long it keeps what it owns while it shows no sign of life.</summary>
    public TimeSpan Lease => _options.Lease;

    /// <summary>Its session; null while it joins its group.</summary>
    public SessionId? SessionId => _session?.Id;

    /// <summary>What this server has committed since it joined its group, by port and location.</summary>
    public IReadOnlyList<PortTraffic> Traffic => _session?.Unit.Traffic.Read() ?? [];

    /// <summary>The receive locations and send ports that do not work on this server, with what to do.</summary>
    public IReadOnlyList<EndpointTrouble> Troubles => _session?.Troubles.Now ?? [];

    internal ServerSession? Session => _session;

    /// <summary>
    /// True if the loops that a server cannot be without, of its heartbeat and of its writer, have come round since
    /// this was last asked, or wait for the store or for work. False for long means that it hangs. For one caller.
    /// </summary>
    public bool HasProgressed()
    {
        bool beats = _heart.HasMoved();
        return (_session?.Unit.Pulse.HasMoved() ?? true) && beats;
    }

    /// <summary>Joins the group and begins to work; returns once receivers run.</summary>
    /// <exception cref="StoreRefusedException">The store or the group does not take this server; says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.PrepareAsync(_options.Group, cancellationToken);
        _run = Task.Run(RunAsync, CancellationToken.None);
        await await Task.WhenAny(_started.Task, _run).WaitAsync(cancellationToken);
    }

    /// <summary>Finishes what has begun, gives everything back and leaves the group.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _run;
    }

    /// <summary>As <see cref="StopAsync"/>; does not throw what made the server end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _lostThreads.Dispose();
        _meters.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var id = await JoinAsync();
            if (id is null) return;
            using var session = new ServerSession(id.Value, _store, _options, _catalog, _loader, _time, _loggers);
            await RunSessionAsync(session);
            _session = null;
        }
    }

    private async Task RunSessionAsync(ServerSession session)
    {
        bool running = false;
        try
        {
            session.Use(_watch.View);
            running = await StartBeatingAsync(session);
            if (session.Lost.IsCompleted) return;
            if (!running)
                throw new StoreRefusedException(
                    $"Group '{_options.Group}' has no configuration yet. "
                    + "Apply one with 'viaduct apply DIR', or run with --config DIR.");
            session.CheckHosts();
            _session = session;
            _started.TrySetResult();
            await WorkAsync(session);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while starting.
        }
        finally
        {
            _heart.Leave();
            await EndAsync(session);
        }
    }

    /// <summary>The duties of a server, side by side, until it is stopped or its session is lost.</summary>
    private async Task WorkAsync(ServerSession session)
    {
        var openItems = new OpenItemLoop(session, _logger);
        using var inHand = Limits.Add("openItems.inHand", "", OpenItemLoop.InHandMax, () => openItems.InHand);
        await using var heartbeat = Duty("Heartbeat", token => BeatAsync(session, token));
        await using var watch = Duty("Take-over", token => WatchAsync(session, token));
        await using var configuration = Duty("Configuration", async token =>
        {
            await session.ApplyAsync(token);
            await openItems.RunOnceAsync(token);
            await _store.WaitForHintAsync(_options.PollInterval, token);
        });
        await using var handOver = Duty("Hand-over", async token =>
        {
            await session.WaitForHandOverAsync(token);
            await session.ReportAsync(token);
            if (!await session.HandOverAsync(token)) await Task.Delay(_options.WatchInterval, _time, token);
        });
        await using var preparation = Duty("Preparation", session.PrepareAnnouncedAsync);
        await using var replaced = Duty("Replaced ports", async token =>
        {
            await session.SendPorts.WaitForChangeAsync(token);
            await session.SendPorts.SettleAsync(_options.StopTimeout, token);
        });
        await using var otherLanes = Duty("Other lanes", async token =>
        {
            await session.PollRepliesAsync(token);
            await session.PollOrderedAsync(token);
            await _store.WaitForHintAsync(_options.PollInterval, token);
        });
        await using var ports = Duty("Detached ports", async token =>
        {
            await session.DetachPortsAsync(token);
            // A server at rest should not be seen in a list of processes.
            await Task.Delay(session.PortsAreQuiet ? QuietPorts : _options.WatchInterval, _time, token);
        });
        await using var troubles = Duty("Troubles", async token =>
        {
            await session.Troubles.RunOnceAsync(token);
            await Task.Delay(_options.TroubleInterval, _time, token);
        });
        var leases = new ClusterDuty(session, _options, _logger);
        await using var clusters = Duty("Clusters", async token =>
            await session.WaitForClustersAsync(await leases.RunOnceAsync(token), token));
        await using var tracker = Duty("Tracker", async token =>
        {
            if (!await session.TrackAsync(token)) await session.WaitForTracksAsync(token);
        });
        await using var trial = Duty("Trial", session.MindTrialAsync);
        await using var cleanUp = Duty("Clean-up", token => CleanUpAsync(session, token));
        await Task.WhenAny(session.Lost, Task.Delay(Timeout.InfiniteTimeSpan, _time, _stopping.Token));
        // Before the duties are broken off: the writer would go on with a change that one of them has begun.
        session.StartNothingMore();
    }

    private async Task CleanUpAsync(ServerSession session, CancellationToken cancellationToken)
    {
        long commits = session.Unit.Commits;
        long started = _time.GetTimestamp();
        var report = await _store.Maintenance.RunOnceAsync(_options.CleanUp, cancellationToken);
        _meters.CleanedUp(report, _time.GetElapsedTime(started));
        if (report.MoreToDo) return;
        // While nothing is written here, only what has grown old is left to be found.
        int rounds = report.IsEmpty ? RestingRounds : 1;
        do await Task.Delay(_options.CleanUpInterval, _time, cancellationToken);
        while (--rounds > 0 && session.Unit.Commits == commits);
    }

    private async Task BeatAsync(ServerSession session, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        _heart.Leave();
        bool isOurs = await _pause.WatchAsync(_store.Sessions.HeartbeatAsync(session.Id, cancellationToken));
        _heart.Come();
        if (isOurs) session.Lease.Renewed(started);
        else session.Lose();
        await Task.Delay(_options.HeartbeatInterval, _time, cancellationToken);
    }

    private async Task WatchAsync(ServerSession session, CancellationToken cancellationToken)
    {
        int others = await _watch.LookAsync(session, cancellationToken);
        // Alone there is nobody to watch; whoever joins gives a hint.
        if (others == 0) await _store.WaitForHintAsync(_options.PollInterval, cancellationToken);
        else await _watch.WaitAsync(session.Id, cancellationToken);
    }

    private async Task EndAsync(ServerSession session)
    {
        using var noTimeLeft = new CancellationTokenSource(_options.StopTimeout, _time);
        if (session.Lost.IsCompleted) session.Lose();
        if (session.Lease.IsLost)
        {
            await noTimeLeft.CancelAsync();
            await session.StopAsync(noTimeLeft.Token);
        }
        else
        {
            // Who finishes what it has begun lives: it may act, and must not be taken over meanwhile.
            await using var heartbeat = Duty("Heartbeat", token => BeatAsync(session, token));
            await session.StopAsync(noTimeLeft.Token);
        }

        // What is left is waiting for the store.
        _heart.Leave();
        try
        {
            // A session that was taken over has nothing left to free but its lock and its connections.
            using var limit = new CancellationTokenSource(_options.StopTimeout, _time);
            await _store.Sessions.EndAsync(session.Id, limit.Token);
            LogLeft(_logger, _options.Server, _options.Group);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // The lock goes with the process, and others take over what it had, or with this server's next session.
            _unended = session.Id;
            LogWaits(_logger, e.Message);
        }
    }

    private DutyLoop Duty(string name, Func<CancellationToken, Task> runOnce) =>
        new(name, runOnce, _time, _logger, _meters.Figures.DutyFaults);
}
