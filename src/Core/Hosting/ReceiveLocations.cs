using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting.TwoWay;
using Viaduct.Core.Model;
using Viaduct.Core.Receive;
using Viaduct.Core.Store;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>The running receive locations. A change stops and starts only what it concerns (invariant 10).</summary>
internal sealed partial class ReceiveLocations(
    RuntimeCatalog catalog, IStore store, IntakeServices services, TwoWayServices twoWay, ILoggerFactory loggers)
    : IInboundDoor
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<AbandonedClaim>> _left = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggers.CreateLogger("Viaduct.Receive");

    /// <summary>The names of the running locations.</summary>
    public IEnumerable<string> Names => _running.Keys;

    /// <summary>The intake of a location; null if it is not there or disabled.</summary>
    public LocationIntake? Intake(string location) => _running.GetValueOrDefault(location)?.Intake;

    /// <summary>Makes what runs what the configuration wants.</summary>
    public async Task ApplyAsync(LoadedConfiguration configuration, CancellationToken cancellationToken)
    {
        var wanted = Wanted(configuration);
        foreach (string name in _running.Keys.Where(k => !wanted.ContainsKey(k)).ToList())
            if (_running.TryRemove(name, out var unwanted)) await StopAsync(name, unwanted, cancellationToken);
        foreach (var (name, next) in wanted)
        {
            if (_running.TryGetValue(name, out var now) && now.Fingerprint == next.Fingerprint) continue;
            var location = next.Make();
            if (now is not null) await StopAsync(name, now, cancellationToken);
            if (_left.TryRemove(name, out var left)) location.Claims.Inherit(left);
            _running[name] = location;
            await location.Receiver.StartAsync(cancellationToken);
            LogStarted(_logger, name, string.Join(" → ", location.Description));
        }
    }

    /// <summary>
    /// Stops all receivers; nothing new comes in from outside afterwards. What senders hand back still has its way in,
    /// so that they can finish.
    /// </summary>
    public async Task StopAsync(CancellationToken noTimeLeft) =>
        await Task.WhenAll(_running.Select(pair => StopAsync(pair.Key, pair.Value, noTimeLeft)));

    async ValueTask IInboundDoor.PrepareAsync(
        InboundItem inbound, CommitEntry entry, CancellationToken cancellationToken)
    {
        var intake = Intake(inbound.LocationName) ?? throw new IOException(
            $"The receive location '{inbound.LocationName}' is not running. Enable it, or change the port's options.");
        await intake.PrepareAsync(inbound.Item, entry, cancellationToken);
    }

    private Dictionary<string, Next> Wanted(LoadedConfiguration configuration)
    {
        var composer = new PipelineComposer(catalog, configuration);
        var wanted = new Dictionary<string, Next>(StringComparer.Ordinal);
        foreach (var application in configuration.Model.Applications)
            foreach (var port in application.ReceivePorts)
                foreach (var location in port.Locations.Where(l => l.Enabled))
                {
                    string fingerprint = EndpointFingerprint.Of(port, location, configuration.Hash);
                    wanted[location.Name] = new Next(
                        fingerprint, () => Make(port, location, application, composer, fingerprint));
                }

        return wanted;
    }

    private Running Make(
        ReceivePortModel port, ReceiveLocationModel model, ApplicationModel application, PipelineComposer composer,
        string fingerprint)
    {
        var adapter = catalog.Adapters.OfType<IReceiveAdapter>().First(a => a.Name == model.Endpoint.Adapter);
        var pipeline = composer.Receive(application, model.Pipeline, port.Maps);
        var location = new ReceiveLocation(
            model.Name, model.Port, model.Endpoint.Address, adapter.TransportType, pipeline)
        {
            Host = model.Host, IsTwoWay = port.ResponseTimeout is not null,
        };
        var intake = new LocationIntake(location, services);
        var wayBack = composer.Send(application, model.SendPipeline, port.ResponseMaps);
        var claims = new ClaimLedger(model.Name, services.Unit, store.Receipts, services.Session);
        var logger = loggers.CreateLogger("Viaduct.Receive." + model.Name);
        var context = new ReceiverContext(
            model.Name, model.Endpoint.Address, intake, claims, services.Time, logger)
        {
            Requests = port.ResponseTimeout is { } timeout
                ? new RequestPort(intake, wayBack, timeout, twoWay)
                : null,
        };
        return new Running(
            fingerprint, intake, claims, adapter.CreateReceiver(model.Endpoint.Options, context),
            [.. pipeline.Describe()]);
    }

    private async Task StopAsync(string name, Running location, CancellationToken noTimeLeft)
    {
        await location.Receiver.StopAsync(noTimeLeft);
        await location.Receiver.DisposeAsync();
        if (location.Claims.Unfinished is { Count: > 0 } unfinished) _left[name] = unfinished;
        LogStopped(_logger, name);
    }

    [LoggerMessage(1601, LogLevel.Information, "Receive location {Location} started. {Pipeline}")]
    private static partial void LogStarted(ILogger logger, string location, string pipeline);

    [LoggerMessage(1602, LogLevel.Information, "Receive location {Location} stopped.")]
    private static partial void LogStopped(ILogger logger, string location);

    private sealed record Next(string Fingerprint, Func<Running> Make);

    private sealed record Running(
        string Fingerprint, LocationIntake Intake, ClaimLedger Claims, IReceiver Receiver,
        IReadOnlyList<string> Description);
}
