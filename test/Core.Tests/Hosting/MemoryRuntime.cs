using System.Collections.Concurrent;
using System.Text;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A whole server in one process, over a store in memory and the memory adapter.</summary>
internal sealed class MemoryRuntime : IAsyncDisposable
{
    private readonly ModelLoader _loader;
    private readonly InMemoryStore _store;
    private readonly ConcurrentDictionary<string, int> _deliveries = new(StringComparer.Ordinal);
    private readonly bool _goesOn;
    private int _version;

    /// <param name="sink">Looks at a transmission; false: it settles the transmission itself, now or later.</param>
    /// <param name="untilSettled">What a sender waits for before it returns from a batch.</param>
    /// <param name="forerunner">A server whose store this one goes on with.</param>
    /// <param name="stopTimeout">How long a stop waits.</param>
    /// <param name="components">What pipelines may name.</param>
    /// <param name="server">
    /// Its name. One of the same name as its forerunner keeps that from joining again after its death.
    /// </param>
    /// <param name="options">Makes its other options of those that a test has.</param>
    public MemoryRuntime(
        Func<Transmission, bool>? sink = null, Func<string, Task>? untilSettled = null,
        MemoryRuntime? forerunner = null, TimeSpan? stopTimeout = null,
        IReadOnlyList<IPipelineComponentFactory>? components = null, string server = "a",
        Func<ServerOptions, ServerOptions>? options = null)
    {
        _goesOn = forerunner is not null;
        Box = forerunner?.Box ?? new InMemoryBox(TimeProvider.System);
        _loader = forerunner?._loader ?? new ModelLoader();
        _store = new InMemoryStore(Box);
        Adapter = new MemoryAdapter(t => Take(t, sink), untilSettled);
        var usual = Options with { Server = server, StopTimeout = stopTimeout ?? Options.StopTimeout };
        Server = new ViaductServer(
            _store, options?.Invoke(usual) ?? usual, new RuntimeCatalog([Adapter], components ?? [], []), _loader,
            TimeProvider.System, Log);
    }

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly ServerOptions Options = new()
    {
        Group = "test", Server = "a", PollInterval = TimeSpan.FromMilliseconds(50),
    };

    public InMemoryBox Box { get; }

    /// <summary>What the server has told.</summary>
    public RecordedLog Log { get; } = new();

    public MemoryAdapter Adapter { get; }

    public ViaductServer Server { get; }

    public IStore Store => _store;

    /// <summary>What was delivered, by port and text, with the number of times.</summary>
    public ConcurrentDictionary<(string Port, string Text), int> Delivered { get; } = [];

    /// <summary>How much was delivered at a port; asking is cheap, however much it is.</summary>
    public int DeliveredAt(string port) => _deliveries.GetValueOrDefault(port);

    public async Task StartAsync(GroupModel model)
    {
        await _store.PrepareAsync("test", default);
        await ApplyAsync(model);
        await Server.StartAsync(default);
    }

    /// <summary>Starts on the store of a forerunner.</summary>
    public Task GoOnAsync() => Server.StartAsync(default);

    /// <summary>The process dies: its lock is free, and nothing more of it reaches the store.</summary>
    public void Die()
    {
        var dead = Server.Session!.Id;
        var before = Box.BeforeCommit ?? (_ => Task.CompletedTask);
        Box.BeforeCommit = batch => batch.Session == dead ? new TaskCompletionSource().Task : before(batch);
        _store.Die();
    }

    public Task ApplyAsync(GroupModel model)
    {
        string name = $"v{++_version} {Guid.CreateVersion7()}";
        return _store.Configuration.ActivateAsync(
            new Activation(
                name, _loader.Pack(name, model), _version == 1 && !_goesOn ? null : "*",
                [.. model.Hosts.Select(h => h.Name)], [.. model.SendPorts.Select(p => p.Name)])
            {
                Retention = [.. model.Retention.Select(r => new RetentionClass(r.Name, r.Keep))],
                Ordered = [.. model.OrderedReaders],
            },
            default);
    }

    /// <summary>Tries a model on a share, in 1/10,000, beside the active one.</summary>
    public async Task<Trial> TryAsync(GroupModel model, int share, TrialTerms? terms = null)
    {
        string name = $"tried {Guid.CreateVersion7()}";
        var active = await _store.Configuration.GetActiveAsync(default);
        var begun = await _store.Trials.BeginAsync(
            new TrialStart(active!.Hash, name, _loader.Pack(name, model), share, terms ?? new TrialTerms()), default);
        return begun!.Trial!;
    }

    /// <summary>Says what a host on a server, or with none the server as a whole, is to do.</summary>
    public async Task PlaceAsync(string? host, string server, InstanceWord? word)
    {
        string hash = (await _store.Configuration.GetActiveAsync(default))!.Hash;
        Assert.NotNull(await _store.Configuration.PlaceAsync(new InstanceOrder(host, server, word, hash), default));
    }

    /// <summary>In how many lanes the server of this process has a host's reader.</summary>
    public async Task<int> LanesOfAsync(string host)
    {
        int reader = (await _store.Configuration.GetActiveAsync(default))!.Readers.Single(
            row => row.Name == host && row.Kind is ReaderKind.Host or ReaderKind.Ordered).Id;
        var owners = await _store.Sessions.ListOwnersAsync(default);
        return owners.Count(one => one.ReaderLane.Reader == reader && one.Session == Server.Session?.Id);
    }

    public Task<IntakeResult[]> SubmitAsync(string location, IEnumerable<string> texts) =>
        Task.WhenAll(texts.Select(text => Adapter.Intake(location).SubmitAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(text)) }, default).AsTask()));

    /// <summary>Waits until a condition holds, for as long as anybody would.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await holds())
            if (limit.IsCancellationRequested || !await timer.WaitForNextTickAsync(default))
                Assert.Fail("Never: " + what);
    }

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    /// <summary>The text of a message on its way out.</summary>
    public static string TextOf(Transmission transmission)
    {
        transmission.Message.Body.Body.TryGetBytes(out var bytes);
        return Encoding.UTF8.GetString(bytes.Span);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _store.DisposeAsync();
    }

    private void Take(Transmission transmission, Func<Transmission, bool>? sink)
    {
        if (sink is not null && !sink(transmission)) return;
        _deliveries.AddOrUpdate(transmission.Key.Port, 1, (_, n) => n + 1);
        Delivered.AddOrUpdate((transmission.Key.Port, TextOf(transmission)), 1, (_, n) => n + 1);
        transmission.Sent();
    }
}
