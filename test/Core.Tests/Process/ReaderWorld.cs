using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Store;

namespace Viaduct.Core.Tests.Process;

/// <summary>A host's reader in one lane of a store in memory, with its writer, and ports that keep.</summary>
internal sealed class ReaderWorld : IAsyncDisposable
{
    private readonly InMemoryStore _store;
    private readonly LaneReaderServices _services;
    private readonly ReaderGrant _grant;
    private readonly Dictionary<int, KeepingPort> _ports = [];

    private ReaderWorld(InMemoryStore store, WriterWorld writer, ReaderGrant grant)
    {
        (_store, Writer, _grant) = (store, writer, grant);
        _services = new LaneReaderServices(
            writer.Unit, new BacklogSource(store), Port(0), Port(0), new LoneTurn(), () => Task.CompletedTask,
            NullLogger.Instance);
    }

    public WriterWorld Writer { get; }

    public static async Task<ReaderWorld> CreateAsync()
    {
        var store = new InMemoryStore(new InMemoryBox(TimeProvider.System));
        await store.PrepareAsync("test", default);
        var active = await store.Configuration.ActivateAsync(
            new Activation("v1", new byte[1], null, ["host"], ["port"]), default);
        int host = Assert.Single(active!.Readers, r => r.Name == "host").Id;
        var session = await store.Sessions.StartAsync(new SessionRequest("a", "machine", 1, "1"), default);
        var holdings = await store.Sessions.AcquireAsync(session!.Value, 1, [host], default);
        var lane = holdings.Lanes[0];
        var grant = holdings.Readers.First(r => r.ReaderLane == new ReaderLane(host, lane.Lane));
        var writer = new WriterWorld(store, session.Value, lane) { Target = host, Version = active.RouteVersion };
        return new ReaderWorld(store, writer, grant);
    }

    /// <summary>A reader whose owners have died so often before.</summary>
    public LaneReader Reader(int deaths = 0) => new(
        _grant with { Deaths = deaths }, number => new SendPortTarget($"port {number}", Port(number)),
        new LaneReaderOptions(), _services);

    /// <summary>What the host's references show from the lane's beginning on.</summary>
    public Task<Backlog> ReadAsync(int? onlyPort) => _services.Backlog.ReadAsync(
        _grant.ReaderLane, 1, onlyPort, new LaneReaderOptions(), CancellationToken.None);

    public KeepingPort Port(int number)
    {
        if (!_ports.TryGetValue(number, out var port)) _ports.Add(number, port = new KeepingPort());
        return port;
    }

    public async Task PublishAsync(int port, string text)
    {
        Writer.Port = port;
        Assert.Equal(
            [EntryOutcome.Committed], await Writer.CommitAsync(e => e.Publications = [WriterWorld.Message(text)]));
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await _store.DisposeAsync();
    }

    /// <summary>A port that keeps what it is handed, as a stopped one does.</summary>
    internal sealed class KeepingPort : ISendPortWorker
    {
        private readonly List<WorkItem> _items = [];

        /// <summary>The texts of what was handed over so far.</summary>
        public string[] Texts => [.. Items.Select(TextOf)];

        public WorkItem[] Items
        {
            get
            {
                lock (_items) return [.. _items];
            }
        }

        public void Enqueue(WorkItem item)
        {
            lock (_items) _items.Add(item);
        }

        private static string TextOf(WorkItem item)
        {
            Assert.True(item.Original.Body.Body.TryGetBytes(out var bytes));
            return Encoding.UTF8.GetString(bytes.Span);
        }
    }
}
