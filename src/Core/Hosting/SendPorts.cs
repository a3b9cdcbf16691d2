using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting.TwoWay;
using Viaduct.Core.Model;
using Viaduct.Core.Process;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The running send ports. A change replaces only what it concerns (docs/concepts/live-changes.md, rules 4 and 7).
/// </summary>
internal sealed partial class SendPorts(
    RuntimeCatalog catalog, TransmitServices services, IntakeServices intake, Func<Task<bool>> takeUp,
    ILoggerFactory loggers) : IDisposable
{
    private static readonly TimeSpan StoppedLookAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AsideLookAgain = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _logger = loggers.CreateLogger("Viaduct.Transmit");
    private readonly SuspendingPort _suspending = SuspendingPort.Gone(services.Unit, services.Time);
    private readonly Lock _swapping = new();
    private Dictionary<string, Running> _byName = new(StringComparer.Ordinal);
    private volatile Dictionary<int, SendPortTarget> _byNumber = [];
    private GonePort? _gone;

    /// <summary>Takes work for ports that are no longer there, or not yet.</summary>
    public ISendPortWorker Gone => LazyInitializer.EnsureInitialized(
        ref _gone, () => new GonePort(_suspending, takeUp, FindAgain));

    /// <summary>The worker of a port by number; of a port that is gone the one that suspends.</summary>
    public SendPortTarget? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The worker of a port by name; null if it is gone.</summary>
    public ISendPortWorker? Find(string name) => DoorOf(name, _byName, _tried);

    /// <summary>The stopped ports whose workers have ended, with what stands behind them.</summary>
    public IEnumerable<(string Name, ParkedPort Parked)> Parked => _byName
        .Where(running => running.Value.Worker is ParkedPort && !_retired.Any(r => r.Name == running.Key))
        .Select(running => (running.Key, (ParkedPort)running.Value.Worker));

    /// <summary>Takes what stands parked at a stopped port and comes from this origin.</summary>
    public IReadOnlyList<WorkItem> TakeParked(string name, IWorkOrigin origin) =>
        (_byName.GetValueOrDefault(name)?.Worker as ParkedPort)?.Take(origin) ?? [];

    /// <summary>True if the port is stopped.</summary>
    public bool IsParked(string name) => _byName.GetValueOrDefault(name)?.Worker is ParkedPort;

    /// <summary>Makes the pipelines of all ports that a configuration replaces or adds, and changes nothing.</summary>
    public void Prepare(PreparedConfiguration configuration)
    {
        foreach (var application in configuration.Loaded.Model.Applications)
            foreach (var port in application.SendPorts)
                if (Keep(application, port) is null) _ = configuration.Pipelines.Of(application, port);
    }

    /// <summary>
    /// Starts what the configuration wants and hands what is routed from now on to it. What it replaces or removes goes
    /// on with what lies before the cut, until <see cref="SettleAsync"/> finds that done; what was only tried gives up
    /// at once what it has not begun.
    /// </summary>
    /// <param name="configuration">What is to run.</param>
    /// <param name="tried">The version that is tried beside it; null if none is.</param>
    /// <param name="numbers">The numbers of the ports.</param>
    /// <param name="cut">What divides the old from the new.</param>
    public void Apply(
        PreparedConfiguration configuration, TriedConfiguration? tried, IReadOnlyDictionary<string, int> numbers,
        PortCut cut)
    {
        var next = new Dictionary<string, Running>(StringComparer.Ordinal);

        // What is kept must still be what runs when it is put in place: a port can be put aside at any moment.
        lock (_swapping)
        {
            foreach (var application in configuration.Loaded.Model.Applications)
                foreach (var port in application.SendPorts)
                    next.Add(
                        port.Name,
                        Keep(application, port) ?? KeepTried(application, port)
                            ?? Make(application, port, configuration.Pipelines));
            Use(next, MakeTried(tried, next, cut), numbers, cut);
        }
    }

    private void Use(
        Dictionary<string, Running> next, TriedPorts nextTried, IReadOnlyDictionary<string, int> numbers, PortCut cut)
    {
        var (old, oldTried) = (_byName, _tried);
        var kept = next.Values.Concat(nextTried.ByName.Values).Select(running => running.Worker)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (name, running) in old)
        {
            var successor = next.GetValueOrDefault(name);
            var (triedBefore, triedNow) = (
                oldTried.ByName.GetValueOrDefault(name)?.Worker, nextTried.ByName.GetValueOrDefault(name)?.Worker);
            if (successor?.Worker == running.Worker && triedNow == triedBefore) continue;
            HastenLocked(name);
            if (!kept.Contains(running.Worker))
            {
                if (running.Worker is SendPortWorker worker && successor?.Worker is not ParkedPort)
                    LeaveLocked(
                        name, worker, running.Circuit, DoorOf(name, old, oldTried) ?? worker,
                        DoorOf(name, next, nextTried) ?? Gone, cut);
                else RetireLocked(name, running.Worker, running.Circuit);
            }

            if (triedBefore is not null && triedBefore != running.Worker && !kept.Contains(triedBefore))
                EndTriedLocked(name, oldTried.ByName[name], successor, cut);
        }

        // One that was removed a moment ago is back.
        foreach (string name in next.Keys.Where(name => !old.ContainsKey(name))) HastenLocked(name);

        (_byName, _tried) = (next, nextTried);
        _byNumber = numbers.ToDictionary(
            n => n.Value,
            n => new SendPortTarget(n.Key, DoorOf(n.Key) ?? DoorOf(n.Key, next, nextTried) ?? Gone));
    }

    /// <summary>How the ports are, for metrics; the circuit is null of a stopped port.</summary>
    public IEnumerable<(string Name, int Queued, Circuit? Circuit)> All =>
        _byName.Select(p => (p.Key, QueuedAt(p.Key, p.Value), p.Value.Circuit));

    /// <summary>The ports of a host that have more than a number of items waiting, the longest queue first.</summary>
    public IEnumerable<string> Queueing(IReadOnlyCollection<string> names, int itemsMin) => _byName
        .Where(p => names.Contains(p.Key, StringComparer.Ordinal))
        .Where(p => p.Value.Worker is SendPortWorker && QueuedAt(p.Key, p.Value) >= itemsMin)
        .OrderByDescending(p => QueuedAt(p.Key, p.Value))
        .Select(p => p.Key);

    /// <summary>The senders of the ports that are started.</summary>
    public IEnumerable<(string Name, ISender Sender)> Senders =>
        from running in _byName
        let worker = running.Value.Worker as SendPortWorker
        where worker is not null
        select (running.Key, worker.Port.Sender);

    /// <summary>Puts a running port aside for the moment in which it is detached, because it lags.</summary>
    /// <returns>What stands in its place; null if the port is gone.</returns>
    public ParkedPort? Park(string name)
    {
        var parked = new ParkedPort(services.Unit, AsideLookAgain);
        return Swap(name, _ => parked) ? parked : null;
    }

    /// <summary>
    /// Lets a port that was put aside go on, unless the configuration has changed or removed the port meanwhile.
    /// </summary>
    public void Unpark(string name, ParkedPort parked) =>
        Swap(name, running => running.Worker == parked ? running.Start() : null);

    private bool Swap(string name, Func<Running, IPortWorker?> replacement)
    {
        lock (_swapping)
        {
            if (!_byName.TryGetValue(name, out var before) || replacement(before) is not { } worker) return false;
            var after = before with { Worker = worker };
            HastenLocked(name);
            _byName = new Dictionary<string, Running>(_byName, StringComparer.Ordinal) { [name] = after };
            SwapTriedLocked(name, before.Worker, worker);
            var door = DoorOf(name, _byName, _tried)!;
            _byNumber = _byNumber.ToDictionary(
                n => n.Key, n => n.Value.Name == name ? n.Value with { Worker = door } : n.Value);
            RetireLocked(name, before.Worker, circuit: null);
            return true;
        }
    }

    /// <summary>
    /// Held while workers are replaced, and while ports are detached: the one must not see half the other.
    /// </summary>
    public SemaphoreSlim Changing { get; } = new(1, 1);

    public void Dispose()
    {
        Changing.Dispose();
        _changed.Dispose();
    }

    /// <summary>
    /// Finishes what has begun; what is queued stays in the message box. Nobody else may change ports any more.
    /// </summary>
    public async Task StopAsync(CancellationToken noTimeLeft)
    {
        HastenAll();
        await RetireAllAsync(noTimeLeft);
        Running[] all = [.. _byName.Values, .. _tried.ByName.Values];
        var stopped = await Task.WhenAll(all.Select(r => r.Worker.StopAsync(null, noTimeLeft)));
        foreach (var item in stopped.SelectMany(s => s)) item.Origin.Released(item, EntryOutcome.Stopped);
        foreach (var running in all)
        {
            await running.Worker.DisposeAsync();
            running.Circuit?.Dispose();
        }
    }

    private ISendPortWorker? FindAgain(WorkItem item)
    {
        if (item.UnknownPort is { } number && _byNumber.TryGetValue(number, out var target)) item.NamePort(target.Name);
        return Find(item.Port);
    }

    private int QueuedAt(string name, Running running) =>
        running.Worker.Queued + (_tried.ByName.GetValueOrDefault(name) is { } tried && tried.Worker != running.Worker
            ? tried.Worker.Queued
            : 0);

    private Running? Keep(ApplicationModel application, SendPortModel port) =>
        _byName.TryGetValue(port.Name, out var running)
        && running.Fingerprint == EndpointFingerprint.Of(application, port)
            ? running
            : null;

    private Running Make(ApplicationModel application, SendPortModel port, EndpointPipelines pipelines)
    {
        string fingerprint = EndpointFingerprint.Of(application, port);
        if (port.State == SendPortState.Stopped)
        {
            ParkedPort Park() => new(services.Unit, StoppedLookAgain);
            return new Running(fingerprint, Park(), Park, null);
        }

        var adapter = catalog.Adapters.OfType<ISendAdapter>().First(a => a.Name == port.Endpoint.Adapter);
        var logger = loggers.CreateLogger("Viaduct.Transmit." + port.Name);
        var (pipeline, back) = pipelines.Of(application, port);
        LogStarted(_logger, port.Name, string.Join(" → ", pipeline.Describe()));
        var context = new SenderContext(port.Name, services.Time, logger)
        {
            IsTwoWay = port.IsTwoWay, Bodies = port.IsTwoWay ? intake.Pipeline.CreateBody : null,
            Limits = services.Unit.Figures.Limits,
        };
        var responses = port.IsTwoWay ? MakeDoor(port, adapter.TransportType, back) : null;
        var circuit = new Circuit(port.Name, port.Retry.Interval, services.Time, logger);
        SendPortWorker Start()
        {
            var sender = port.Dynamic is { } dynamic
                ? new DynamicSender(dynamic, port.Endpoint, [.. catalog.Adapters.OfType<ISendAdapter>()], context)
                : adapter.CreateSender(port.Endpoint.Options, context);
            return new SendPortWorker(
                new SendPort(port.Name, port.Retry, pipeline, sender, circuit, responses), services);
        }

        return new Running(fingerprint, Start(), Start, circuit);
    }

    private ResponseDoor MakeDoor(SendPortModel port, string transport, ReceivePipeline pipeline)
    {
        var location = new ReceiveLocation(port.Name, port.Name, port.Endpoint.Address, transport, pipeline)
        {
            IsSendPort = true,
        };
        return new ResponseDoor(port.Name, new LocationIntake(location, intake), services.Time);
    }

    private sealed record Running(string Fingerprint, IPortWorker Worker, Func<IPortWorker> Start, Circuit? Circuit);
}
