using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Assemble;
using Viaduct.Core.Hosting.TwoWay;
using Viaduct.Core.Model;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The running receive locations. A change replaces only what it concerns: the way of items in place, a receiver by
/// another (docs/concepts/live-changes.md, rules 4 to 6).
/// </summary>
internal sealed partial class ReceiveLocations(
    RuntimeCatalog catalog, IStore store, IntakeServices services, TwoWayServices twoWay, ILoggerFactory loggers)
    : IInboundDoor, IDisposable
{
    private readonly ConcurrentDictionary<string, RunningLocation> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<AbandonedClaim>> _left = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RunningLocation, Task> _ending = [];
    private readonly CancellationTokenSource _noTimeLeft = new();
    private readonly ILogger _logger = loggers.CreateLogger("Viaduct.Receive");

    /// <summary>The names of the running locations.</summary>
    public IEnumerable<string> Names => _running.Keys;

    /// <summary>Those that run and receive nothing, with what keeps them.</summary>
    public IEnumerable<EndpointTrouble> Troubles =>
        from running in _running.Values
        let text = running.Receiver.Trouble
        where text is not null
        select new EndpointTrouble(running.Name, IsLocation: true, text);

    /// <summary>The intake of a location for an interchange; null if it is not there or disabled.</summary>
    public LocationIntake? Intake(string location, Guid interchange) =>
        _running.GetValueOrDefault(location)?.Door.WayOf(interchange).Way;

    /// <summary>
    /// Makes the pipelines of all locations that a configuration changes or adds, and changes nothing.
    /// </summary>
    public void Prepare(PreparedConfiguration configuration)
    {
        foreach (var next in WantedLocation.Of(configuration, null))
            if (_running.GetValueOrDefault(next.Name)?.WayText != next.WayText)
                _ = configuration.Pipelines.Of(next.Application, next.Port, next.Location);
    }

    /// <summary>
    /// Lets what comes in go the way of a configuration from now on, without stopping anything: called by whoever is
    /// about to use its routes.
    /// </summary>
    /// <param name="configuration">What is to run.</param>
    /// <param name="tried">The version that is tried beside it; null if none is.</param>
    public void Redirect(PreparedConfiguration configuration, TriedConfiguration? tried)
    {
        var clustered = configuration.Loaded.Model.Hosts.Where(host => host.Cluster is not null)
            .Select(host => host.Name).ToHashSet(StringComparer.Ordinal);
        var named = configuration.Loaded.Model.ReceivePorts.SelectMany(port => port.Locations)
            .Where(location => location.Enabled || !clustered.Contains(location.Host))
            .Select(location => location.Name).ToHashSet(StringComparer.Ordinal);
        // One that is disabled finishes what it has begun; one that is removed takes nothing in under routes that do
        // not know it, and one of a clustered host nothing that another server may be taking in.
        foreach (var (name, running) in _running)
            if (!named.Contains(name)) running.Door.Replace(null);
        foreach (var next in WantedLocation.Of(configuration, tried))
            if (_running.TryGetValue(next.Name, out var now) && now.WayText != next.WayText)
                Redirect(now, next, configuration.Pipelines);
    }

    /// <summary>Makes what runs what the configuration wants: begins, replaces and ends receivers.</summary>
    /// <param name="configuration">What is to run.</param>
    /// <param name="tried">The version that is tried beside it; null if none is.</param>
    /// <param name="cancellationToken">Ends the wait for receivers to begin and end.</param>
    public async Task ApplyAsync(
        PreparedConfiguration configuration, TriedConfiguration? tried, CancellationToken cancellationToken)
    {
        var wanted = WantedLocation.Of(configuration, tried).ToDictionary(next => next.Name, StringComparer.Ordinal);
        foreach (string name in _running.Keys.Where(name => !wanted.ContainsKey(name)).ToList())
            if (_running.TryRemove(name, out var unwanted)) End(unwanted);
        await Task.WhenAll(wanted.Values
            .Where(next => _running.GetValueOrDefault(next.Name)?.ReceiverText != next.ReceiverText)
            .Select(next => BeginAsync(next, configuration.Pipelines, cancellationToken)));
    }

    /// <summary>Waits until those of these receivers that have been told to have ended.</summary>
    public Task EndedAsync(IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return Task.WhenAll(_ending.Where(one => wanted.Contains(one.Key.Name)).Select(one => one.Value));
    }

    /// <summary>
    /// Stops all receivers; nothing new comes in from outside afterwards. What senders hand back still has its way in,
    /// so that they can finish.
    /// </summary>
    public async Task StopAsync(CancellationToken noTimeLeft)
    {
        await using var registration = noTimeLeft.Register(_noTimeLeft.Cancel);
        await Task.WhenAll([.. _running.Values.Select(location => StopAsync(location)), .. _ending.Values]);
    }

    public void Dispose() => _noTimeLeft.Dispose();

    async ValueTask IInboundDoor.PrepareAsync(
        InboundItem inbound, CommitEntry entry, CancellationToken cancellationToken)
    {
        var (intake, interchange) =
            _running.GetValueOrDefault(inbound.LocationName)?.Door.WayOf(inbound.Item.InterchangeId) ?? default;
        if (intake is null)
            throw new IOException(
                $"The receive location '{inbound.LocationName}' is not running. "
                + "Enable it, or change the port's options.");
        await intake.PrepareAsync(inbound.Item, entry, cancellationToken, interchange);
    }

    /// <summary>Begins to receive at a location, if it can beside the receiver that is there.</summary>
    private async Task BeginAsync(WantedLocation next, EndpointPipelines pipelines, CancellationToken cancellationToken)
    {
        var before = _running.GetValueOrDefault(next.Name);
        var location = Make(next, pipelines);
        if (before is not null && !location.CanFollow(before))
        {
            _running.TryRemove(next.Name, out _);
            End(before);
            before = null;
        }

        // One that was disabled or removed a moment ago may still be ending, too.
        if (before is null) await EndedAsync(next.Name, location, cancellationToken);
        if (_left.TryRemove(next.Name, out var left)) location.Claims.Inherit(left);
        _running[next.Name] = location;
        await location.Receiver.StartAsync(cancellationToken);
        LogStarted(_logger, next.Name, string.Join(" → ", location.Description));
        if (before is not null) End(before);
    }

    private async Task EndedAsync(string name, RunningLocation next, CancellationToken cancellationToken)
    {
        var ending = _ending.Where(one => one.Key.Name == name && !next.CanFollow(one.Key)).Select(one => one.Value);
        await Task.WhenAll(ending).WaitAsync(cancellationToken);
    }

    private void Redirect(RunningLocation now, WantedLocation next, EndpointPipelines pipelines)
    {
        var (way, back) = pipelines.Of(next.Application, next.Port, next.Location);
        now.Door.Replace(
            new LocationIntake(LocationOf(next, way, now.Adapter), services), TriedOf(next, now.Adapter));
        if (now.Requests is not null && next.Port.ResponseTimeout is { } timeout)
            now.Requests.Replace(new RequestPort(next.Name, now.Door, BackOf(next, back), timeout, twoWay));
        now.WayText = next.WayText;
        LogRedirected(_logger, next.Name, string.Join(" → ", way.Describe()));
    }

    private RunningLocation Make(WantedLocation next, EndpointPipelines pipelines)
    {
        var model = next.Location;
        var adapter = catalog.Adapters.OfType<IReceiveAdapter>().First(a => a.Name == model.Endpoint.Adapter);
        var (way, back) = pipelines.Of(next.Application, next.Port, model);
        var door = new IntakeDoor(
            new LocationIntake(LocationOf(next, way, adapter), services), TriedOf(next, adapter), services);
        var requests = next.Port.ResponseTimeout is { } timeout
            ? new RequestDoor(new RequestPort(model.Name, door, BackOf(next, back), timeout, twoWay))
            : null;
        var claims = new ClaimLedger(
            model.Name, services.Unit, store.Receipts, services.Session, services.LeaseOf(model.Host));
        var logger = loggers.CreateLogger("Viaduct.Receive." + model.Name);
        var context = new ReceiverContext(
            model.Name, model.Endpoint.Address, door, claims, services.Time, logger)
        {
            Requests = requests, Limits = services.Unit.Figures.Limits,
        };
        return new RunningLocation(
            model.Name, next.ReceiverText, adapter, model.Endpoint.Options, door, requests, claims)
        {
            Receiver = adapter.CreateReceiver(model.Endpoint.Options, context), WayText = next.WayText,
            Description = [.. way.Describe()],
        };
    }

    /// <summary>The way of a version that is tried; null if it is the same.</summary>
    private TriedIntake? TriedOf(WantedLocation next, IReceiveAdapter adapter)
    {
        if (next.Candidate is not (var other, var tried)) return null;
        var (way, _) = tried.Candidate.Pipelines.Of(other.Application, other.Port, other.Location);
        return new TriedIntake(new LocationIntake(LocationOf(other, way, adapter), services), tried.Share);
    }

    /// <summary>What a response goes through, by its interchange.</summary>
    private static Func<Guid, SendPipeline> BackOf(WantedLocation next, SendPipeline back)
    {
        if (next.Candidate is not (var other, var tried)) return _ => back;
        var (_, triedBack) = tried.Candidate.Pipelines.Of(other.Application, other.Port, other.Location);
        return interchange => tried.Share.Takes(interchange) ? triedBack : back;
    }

    private ReceiveLocation LocationOf(WantedLocation next, ReceivePipeline pipeline, IReceiveAdapter adapter)
    {
        var model = next.Location;
        return new ReceiveLocation(
            model.Name, model.Port, model.Endpoint.Address, adapter.TransportType, pipeline)
        {
            Host = model.Host, Lease = services.LeaseOf(model.Host), IsTwoWay = next.Port.ResponseTimeout is not null,
            TraceNames = TraceNames(model, adapter),
        };
    }

    // Whoever calls is told what became of it; what is found is only consumed.
    private static ReceiveTraceNames TraceNames(ReceiveLocationModel model, IReceiveAdapter adapter) => new(
        model.Name,
        adapter.Placement == AdapterPlacement.NeedsLoadBalancer ? ActivityKind.Server : ActivityKind.Consumer);

    /// <summary>Lets a receiver finish what it has begun, and waits for nothing.</summary>
    private void End(RunningLocation location)
    {
        var stopping = StopAsync(location);
        _ending[location] = stopping;
        _ = stopping.ContinueWith(
            _ => _ending.TryRemove(location, out Task? _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task StopAsync(RunningLocation location)
    {
        try
        {
            await location.Receiver.StopAsync(_noTimeLeft.Token);
            await location.Receiver.DisposeAsync();
        }
        catch (Exception e)
        {
            // The root of the ending: a defect of an adapter ends neither the others nor the server.
            LogEndFailed(_logger, location.Name, e);
        }

        LogStopped(_logger, location.Name);
        if (location.Claims.Unfinished is not { Count: > 0 } unfinished) return;
        if (_running.TryGetValue(location.Name, out var next) && next != location) next.Claims.Inherit(unfinished);
        else _left[location.Name] = unfinished;
    }

    [LoggerMessage(1601, LogLevel.Information, "Receive location {Location} started. {Pipeline}")]
    private static partial void LogStarted(ILogger logger, string location, string pipeline);

    [LoggerMessage(1602, LogLevel.Information, "Receive location {Location} stopped.")]
    private static partial void LogStopped(ILogger logger, string location);

    [LoggerMessage(1604, LogLevel.Error, "Receive location {Location}: its receiver failed to end.")]
    private static partial void LogEndFailed(ILogger logger, string location, Exception e);

    [LoggerMessage(1603, LogLevel.Information, "Receive location {Location} goes on with another way. {Pipeline}")]
    private static partial void LogRedirected(ILogger logger, string location, string pipeline);
}
