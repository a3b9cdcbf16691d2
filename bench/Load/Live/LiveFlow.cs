using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Load.Contestants;
using Viaduct.Load.Http;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Load.Live;

/// <summary>
/// Orders over HTTP through a schema and a map to a bare endpoint, at a steady pace, while a configuration changes or
/// rests. The client is in this process, too.
/// </summary>
internal sealed class LiveFlow(IBenchStore place) : IAsyncDisposable
{
    private const int PerSecond = 500;
    private const int Connections = 32;
    private static readonly TimeSpan ArriveMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    private readonly HttpMessageInvoker _client = HttpEnd.Client(Connections);
    private readonly ConfigurationLoader _loader = new(ViaductCatalog.All);
    private readonly ConcurrentDictionary<int, (long Sent, long Arrived)> _times = [];
    private LiveConfiguration? _configuration;
    private IStore? _store;
    private ViaductServer? _server;
    private HttpEnd? _far;
    private int _next;

    /// <summary>How many versions have been applied.</summary>
    public int Version { get; private set; }

    /// <summary>Starts the server with its first configuration.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _far = await HttpEnd.StartAsync(Take, cancellationToken);
        _configuration = new LiveConfiguration(_far.Url);
        _store = await place.OpenAsync(cancellationToken);
        await ApplyAsync(cancellationToken);
        _server = new ViaductServer(
            _store, new ServerOptions { Group = "bench", Server = "bench" }, ViaductCatalog.All, _loader,
            TimeProvider.System, NullLoggerFactory.Instance);
        await _server.StartAsync(cancellationToken);
    }

    /// <summary>Makes the next version of the configuration active.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        string folder = _configuration!.Write(Version++);
        var result = _loader.LoadFolder(folder, _ => null);
        var next = result.Configuration
            ?? throw new InvalidOperationException(string.Join('\n', result.Problems));
        await new ConfigurationApplier(_store!, _loader, TimeProvider.System).ApplyAsync(next, cancellationToken);
    }

    /// <summary>Sends at the pace as long as something else lasts, and waits until all has arrived.</summary>
    public async Task<LiveStretch> RunAsync(Task during, CancellationToken cancellationToken)
    {
        _times.Clear();
        List<Task> sending = [];
        long began = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!during.IsCompleted && await pace.WaitForNextTickAsync(cancellationToken))
        {
            // What a late tick has left out is made up for.
            double due = Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond;
            while (sending.Count < due) sending.Add(SendAsync(cancellationToken));
        }

        await during;
        await Task.WhenAll(sending);
        long ended = Stopwatch.GetTimestamp();
        while (_times.Values.Any(one => one.Arrived == 0))
        {
            if (Stopwatch.GetElapsedTime(ended) > ArriveMax)
                throw new InvalidOperationException("Orders that were taken have not arrived.");
            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
        }

        return LiveStretch.Of([.. _times.Values]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_far is not null) await _far.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
        _configuration?.Dispose();
        _client.Dispose();
        await place.CloseAsync();
        await place.DisposeAsync();
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref _next);
        _times[id] = (Stopwatch.GetTimestamp(), 0);
        byte[] body = Encoding.UTF8.GetBytes($"<Order xmlns='urn:live'><Id>{id}</Id></Order>");
        await HttpEnd.PostAsync(_client, _configuration!.Url, body, cancellationToken);
    }

    private Task Take(ReadOnlyMemory<byte> body)
    {
        string text = Encoding.UTF8.GetString(body.Span);
        int from = text.IndexOf("<Id>", StringComparison.Ordinal) + "<Id>".Length;
        int id = int.Parse(text.AsSpan(from, text.IndexOf("</Id>", StringComparison.Ordinal) - from));
        _times.AddOrUpdate(
            id, _ => throw new InvalidOperationException($"Order {id} has come twice or from nowhere."),
            (_, one) => one.Arrived == 0
                ? (one.Sent, Stopwatch.GetTimestamp())
                : throw new InvalidOperationException($"Order {id} has come twice."));
        return Task.CompletedTask;
    }
}
