using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Adapters;
using Viaduct.Adapters.Http;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Load.Contestants;
using Viaduct.Load.Measure;
using Viaduct.Support;
using Viaduct.Support.Runtime;

namespace Viaduct.Load.Http;

/// <summary>
/// HTTP in, message box, HTTP out to a bare Kestrel: by the product's adapter, or by bare endpoints around the same
/// message box. The client is in this process, too, and costs both the same.
/// </summary>
internal sealed class HttpContestant(string name, IBenchStore place, bool isBare) : IContestant
{
    /// <summary>The connections of the client, and of the send port.</summary>
    public const int Connections = 64;

    private readonly HttpMessageInvoker _client = HttpEnd.Client(Connections);
    private readonly ModelLoader _loader = new();
    private IStore? _store;
    private ViaductServer? _server;
    private HttpEnd? _far;
    private HttpEnd? _near;
    private Uri? _url;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int? ServerProcessId => place.ServerProcessId;

    /// <inheritdoc/>
    public int InFlightMax => 20_000;

    /// <inheritdoc/>
    public async Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        _far = await HttpEnd.StartAsync(
            body =>
            {
                sink.Deliver(body.Span);
                return Task.CompletedTask;
            },
            cancellationToken);
        var bare = new BareHttpAdapter(() => _far.Url, Connections);
        int port = FreePort.Take();
        _url = new Uri($"http://127.0.0.1:{port}/in");
        if (isBare) _near = await HttpEnd.StartAsync(bare.PublishAsync, cancellationToken);
        _url = _near?.Url ?? _url;
        _store = await place.OpenAsync(cancellationToken);
        await _store.PrepareAsync("bench", cancellationToken);
        var model = Model(port);
        await _store.Configuration.ActivateAsync(
            new Activation("bench", _loader.Pack("bench", model), null, ["host"], ["out"]), cancellationToken);
        IReadOnlyList<IAdapter> adapters = isBare ? [bare] : HttpAdapterCatalog.All;
        _server = new ViaductServer(
            _store,
            new ServerOptions { Group = "bench", Server = "bench", CleanUpInterval = TimeSpan.FromDays(1) },
            new RuntimeCatalog(adapters, [], []), _loader, TimeProvider.System, NullLoggerFactory.Instance);
        await _server.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        HttpEnd.PostAsync(_client, _url!, body, cancellationToken);

    /// <inheritdoc/>
    public async Task<Counters> ReadCountersAsync(CancellationToken cancellationToken) =>
        new(await place.ReadWalBytesAsync(cancellationToken), _server!.TrackerLag.TotalSeconds);

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        if (_server is null) return;
        if (_near is not null) await _near.DisposeAsync();
        await _server.DisposeAsync();
        await _far!.DisposeAsync();
        await _store!.DisposeAsync();
        await place.CloseAsync();
        (_server, _near) = (null, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _client.Dispose();
        await place.DisposeAsync();
    }

    private GroupModel Model(int port)
    {
        var receive = new HttpReceiveOptions { Url = $"http://127.0.0.1:{port}/in" };
        var send = new HttpSendOptions { Url = _far!.Url.ToString(), Requests = Connections };
        var entry = isBare ? new EndpointModel("bareHttp", new object(), "bare:in") : new("http", receive, receive.Url);
        var exit = isBare ? new EndpointModel("bareHttp", new object(), "bare:out") : new("http", send, send.Url);
        var inPort = MemoryGroup.Receive("in");
        return MemoryGroup.Of(
            ["host"],
            [inPort with { Locations = [.. inPort.Locations.Select(l => l with { Endpoint = entry })] }],
            [MemoryGroup.Send("out", "receivePort == \"in\"") with { Endpoint = exit }]);
    }
}
