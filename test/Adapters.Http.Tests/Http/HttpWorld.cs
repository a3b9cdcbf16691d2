using System.Collections.Concurrent;
using System.Security.Cryptography;
using Viaduct.Adapters.Http;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support;
using Viaduct.Support.Runtime;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>
/// A whole server with HTTP locations over a store in memory; what comes in is delivered to the test.
/// </summary>
internal sealed class HttpWorld : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ModelLoader _loader = new();
    private readonly InMemoryStore _store;
    private readonly ConcurrentQueue<Delivered> _delivered = [];
    private ViaductServer? _server;
    private int _version;

    private HttpWorld() => _store = new InMemoryStore(Box);

    public InMemoryBox Box { get; } = new(TimeProvider.System);

    /// <summary>The port on loopback that the locations of the test share.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>A client without any retries of its own.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };

    /// <summary>What has arrived at the far end, in its order.</summary>
    public IReadOnlyList<Delivered> Arrived => [.. _delivered];

    /// <summary>The URL of a path.</summary>
    public string Url(string path = "/orders") => $"http://127.0.0.1:{Port}{path}";

    /// <summary>One location at <c>/orders</c>.</summary>
    public static Task<HttpWorld> StartAsync(
        Func<HttpReceiveOptions, HttpReceiveOptions>? change = null, bool checks = false) =>
        StartManyAsync(world => [("orders", (change ?? (o => o))(world.Options("/orders")))], checks);

    /// <summary>Several locations, each of a port of its name.</summary>
    public static Task<HttpWorld> StartManyAsync(
        Func<HttpWorld, IReadOnlyList<(string Name, HttpReceiveOptions Options)>> locations, bool checks = false) =>
        StartModelAsync(world => Model(locations(world), checks));

    /// <summary>A group of the test's own.</summary>
    public static async Task<HttpWorld> StartModelAsync(Func<HttpWorld, GroupModel> model)
    {
        var world = new HttpWorld();
        await world._store.PrepareAsync("test", default);
        await world.ApplyAsync(model(world));
        var catalog = new RuntimeCatalog(
            [new HttpAdapter(), new MemoryAdapter(world.Take)], [new WordCheckFactory()], []);
        world._server = new ViaductServer(
            world._store,
            new ServerOptions
            {
                Group = "test", Server = "a", PollInterval = TimeSpan.FromMilliseconds(50),
                StopTimeout = TimeSpan.FromSeconds(5),
                // A machine that is busy must not look like a store that is away.
                Lease = TimeSpan.FromMinutes(1),
            },
            catalog, world._loader, TimeProvider.System,
            new TestLog(TestContext.Current.TestOutputHelper));
        await world._server.StartAsync(default);
        return world;
    }

    /// <summary>Options of a location of this world.</summary>
    public HttpReceiveOptions Options(string path) => new() { Url = Url(path) };

    /// <summary>Takes up other locations; the running ones that are the same go on.</summary>
    public Task ApplyAsync(IReadOnlyList<(string Name, HttpReceiveOptions Options)> locations) =>
        ApplyAsync(Model(locations, checks: false));

    private async Task ApplyAsync(GroupModel model)
    {
        string name = $"v{++_version}";
        await _store.Configuration.ActivateAsync(
            new Activation(
                name, _loader.Pack(name, model), _version == 1 ? null : "*", ["host"],
                [.. model.SendPorts.Select(port => port.Name)]),
            default);
    }

    private static GroupModel Model(IReadOnlyList<(string Name, HttpReceiveOptions Options)> locations, bool checks) =>
        MemoryGroup.Of(
            ["host"],
            [.. locations.Select(l => Receive(l.Name, l.Options, checks))],
            [MemoryGroup.Send("sink", "BTS.InboundTransportType == \"HTTP\"")]);

    /// <summary>What is suspended.</summary>
    public async Task<IReadOnlyList<OpenItemRow>> SuspendedAsync() => await _store.OpenItems.ListAsync(
        new OpenItemFilter { States = [OpenItemState.Suspended, OpenItemState.SuspendedNotResumable] }, 1000, default);

    /// <summary>Waits until so many have arrived.</summary>
    public Task ArrivedAsync(int count) => UntilAsync(() => _delivered.Count >= count, $"{count} have arrived");

    /// <summary>Posts a text.</summary>
    public Task<HttpResponseMessage> PostAsync(string text, string? key = null, string path = "/orders")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url(path)) { Content = new StringContent(text) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return Client.SendAsync(request);
    }

    /// <summary>Stops the server in order.</summary>
    public Task StopAsync() => _server!.StopAsync();

    /// <summary>Waits until a condition holds, for as long as anybody would.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
            if (limit.IsCancellationRequested || !await timer.WaitForNextTickAsync(default))
                Assert.Fail("Never: " + what);
    }

    public async ValueTask DisposeAsync()
    {
        Box.BeforeCommit = null;
        Box.IsAvailable = true;
        Client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static ReceivePortModel Receive(string name, HttpReceiveOptions options, bool checks)
    {
        var port = MemoryGroup.Receive(name);
        var endpoint = new EndpointModel("http", options, options.Place.ToString());
        var pipeline = checks
            ? new PipelineModel([new ComponentModel(WordCheckFactory.Key, new WordCheckOptions())])
            : PipelineModel.PassThrough;
        return port with
        {
            Locations = [.. port.Locations.Select(l => l with { Endpoint = endpoint, Pipeline = pipeline })],
        };
    }

    private void Take(Transmission transmission)
    {
        var message = transmission.Message;
        // The bodies of this store are in memory: nothing is waited for.
        using var stream = message.Body.Body.OpenAsync(default).AsTask().GetAwaiter().GetResult();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        byte[] bytes = copy.ToArray();
        _delivered.Enqueue(new Delivered(
            message.InterchangeId, message.Context, bytes, Convert.ToHexString(SHA256.HashData(bytes))));
        transmission.Sent();
    }
}
