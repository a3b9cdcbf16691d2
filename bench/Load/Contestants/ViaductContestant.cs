using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Load.Measure;
using Viaduct.Support.Runtime;

namespace Viaduct.Load.Contestants;

/// <summary>
/// The whole product on a store: in-memory receive → message box → send port → loopback receive location → message
/// box → send port → sink, routed by filters over promoted properties, with event tracking.
/// </summary>
internal sealed class ViaductContestant(string name, IBenchStore place, Shape shape) : IContestant
{
    private readonly PropertyValue[] _regions = ShapeModel.Regions(shape);
    private IStore? _store;
    private ViaductServer? _server;
    private Exporter? _exporter;
    private IIntake? _intake;
    private ModelLoader _loader = new();
    private long _waitingDelivered;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int? ServerProcessId => place.ServerProcessId;

    /// <inheritdoc/>
    public int InFlightMax => 20_000;

    /// <summary>How many messages have left the waiting port.</summary>
    public long WaitingDelivered => Interlocked.Read(ref _waitingDelivered);

    /// <inheritdoc/>
    public async Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        _store = await place.OpenAsync(cancellationToken);
        var adapter = new MemoryAdapter(transmission => Deliver(transmission, sink));
        _loader = new ModelLoader();
        _waitingDelivered = 0;
        await _store.PrepareAsync("bench", cancellationToken);
        await ActivateAsync("bench", ShapeModel.Of(shape), cancellationToken);
        _exporter = Exporter.Start(shape.Exports);
        _server = new ViaductServer(
            _store, Options(), new RuntimeCatalog([adapter], [], []), _loader, TimeProvider.System,
            NullLoggerFactory.Instance);
        await _server.StartAsync(cancellationToken);
        _intake = adapter.Intake("first-in");
    }

    /// <summary>The store of the run.</summary>
    public IStore Store => _store!;

    /// <summary>Publishes a message with a number to be searched by. Returns when it is durable.</summary>
    public Task PublishNumberedAsync(ReadOnlyMemory<byte> body, int number) => SubmitAsync(
        body, _regions[0], PropertyValue.From(string.Create(CultureInfo.InvariantCulture, $"order-{number:D8}")));

    /// <summary>Starts the port that waits, as a change of the configuration.</summary>
    public Task StartWaitingPortAsync(CancellationToken cancellationToken) =>
        ActivateAsync("bench, started", ShapeModel.Of(shape, SendPortState.Started), cancellationToken);

    /// <summary>Publishes a message for the port that waits. Returns when it is durable.</summary>
    public Task PublishWaitingAsync(ReadOnlyMemory<byte> body) => SubmitAsync(body, ShapeModel.WaitingRegion);

    /// <inheritdoc/>
    public Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SubmitAsync(body, _regions.Length == 1 ? _regions[0] : _regions[Random.Shared.Next(_regions.Length)]);

    /// <inheritdoc/>
    public async Task<Counters> ReadCountersAsync(CancellationToken cancellationToken) =>
        new(await place.ReadWalBytesAsync(cancellationToken), shape.Tracks ? _server!.TrackerLag.TotalSeconds : null);

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        if (_server is null)
        {
            return;
        }
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _store!.DisposeAsync();
        await place.CloseAsync();
        if (_exporter is not null)
        {
            await _exporter.DisposeAsync();
        }
        _exporter = null;
        _server = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await place.DisposeAsync();
    }

    private async Task SubmitAsync(ReadOnlyMemory<byte> body, PropertyValue region, PropertyValue order = default)
    {
        var item = new SourceItem
        {
            Body = Body.From(body),
            Context = new MessageContextBuilder()
                .Promote(ShapeModel.Region, region).Promote(ShapeModel.Order, order),
            Receipt = shape.Receipts switch
            {
                ReceiptKind.Claim => ReceiptKey.FromClaim(Guid.CreateVersion7()),
                ReceiptKind.Hash => ReceiptKey.FromText("bench", Guid.NewGuid().ToString()),
                _ => null,
            },
            ReceiptIsFresh = shape.Receipts == ReceiptKind.Claim,
        };
        var result = await _intake!.SubmitAsync(item, CancellationToken.None);
        if (result.Outcome != IntakeOutcome.Published)
        {
            throw new InvalidOperationException($"The message was not published: {result.Outcome} {result.Failure}");
        }
    }

    private ServerOptions Options()
    {
        var options = new ServerOptions { Group = "bench", Server = "bench", TrackEvents = shape.Tracks };
        return shape.Kept is { } kept
            ? options with { CleanUp = kept }
            : options with { CleanUpInterval = TimeSpan.FromDays(1) };
    }

    private async Task ActivateAsync(string name, GroupModel model, CancellationToken cancellationToken)
    {
        var activation = new Activation(
            name, _loader.Pack(name, model), await ActiveHashAsync(cancellationToken),
            [.. model.Hosts.Select(host => host.Name)],
            [.. model.SendPorts.Select(port => port.Name)]);
        _ = await _store!.Configuration.ActivateAsync(activation, cancellationToken)
            ?? throw new InvalidOperationException($"The configuration '{name}' was not activated.");
    }

    private async Task<string?> ActiveHashAsync(CancellationToken cancellationToken) =>
        (await _store!.Configuration.GetActiveAsync(cancellationToken))?.Hash;

    private void Deliver(Transmission transmission, DeliverySink sink)
    {
        transmission.Message.Body.Body.TryGetBytes(out var bytes);
        if (transmission.Key.Port == ShapeModel.CountedPort)
        {
            sink.Deliver(bytes.Span);
        }
        else if (transmission.Key.Port == ShapeModel.WaitingPort)
        {
            Interlocked.Increment(ref _waitingDelivered);
        }

        transmission.Sent();
    }
}
