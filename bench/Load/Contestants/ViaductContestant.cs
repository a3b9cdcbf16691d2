using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
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
    private IIntake? _intake;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int? ServerProcessId => place.ServerProcessId;

    /// <inheritdoc/>
    public int InFlightMax => 20_000;

    /// <inheritdoc/>
    public async Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        _store = await place.OpenAsync(cancellationToken);
        var adapter = new MemoryAdapter(transmission => Deliver(transmission, sink));
        var loader = new ModelLoader();
        var model = ShapeModel.Of(shape);
        await _store.PrepareAsync("bench", cancellationToken);
        var activation = new Activation(
            "bench", loader.Pack("bench", model), null, [.. model.Hosts.Select(host => host.Name)],
            [.. model.SendPorts.Select(port => port.Name)]);
        await _store.Configuration.ActivateAsync(activation, cancellationToken);
        var options = new ServerOptions { Group = "bench", Server = "bench", TrackEvents = shape.Tracks };
        _server = new ViaductServer(
            _store, options, new RuntimeCatalog([adapter], [], []), loader, TimeProvider.System,
            NullLoggerFactory.Instance);
        await _server.StartAsync(cancellationToken);
        _intake = adapter.Intake("first-in");
    }

    /// <inheritdoc/>
    public async Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var region = _regions.Length == 1 ? _regions[0] : _regions[Random.Shared.Next(_regions.Length)];
        var item = new SourceItem
        {
            Body = Body.From(body),
            Context = new MessageContextBuilder().Promote(ShapeModel.Region, region),
            Receipt = shape.WritesReceipts ? ReceiptKey.FromClaim(Guid.NewGuid()) : null,
        };
        var result = await _intake!.SubmitAsync(item, cancellationToken);
        if (result.Outcome != IntakeOutcome.Published)
        {
            throw new InvalidOperationException($"The message was not published: {result.Outcome} {result.Failure}");
        }
    }

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
        _server = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await place.DisposeAsync();
    }

    private static void Deliver(Transmission transmission, DeliverySink sink)
    {
        transmission.Message.Body.Body.TryGetBytes(out var bytes);
        if (transmission.Key.Port == ShapeModel.CountedPort)
        {
            sink.Deliver(bytes.Span);
        }

        transmission.Sent();
    }
}
