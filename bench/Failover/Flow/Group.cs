using System.Diagnostics;
using System.Text.Json;
using Viaduct.FailoverBench.Report;
using Viaduct.Support;

namespace Viaduct.FailoverBench.Flow;

/// <summary>
/// Servers of a group under a steady load: callers, files, a send port with an order per key, and a far side that
/// counts. The first server has the port that callers send to.
/// </summary>
internal sealed class Group : IAsyncDisposable
{
    private const int CallersCount = 4;
    private const int FileKeys = 8;
    private const string EventsMost = "1000000";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly TempFolder _folder;
    private readonly string _executable;
    private readonly string _store;
    private readonly FarSide _farSide = new();
    private readonly List<Server> _servers = [];
    private Callers? _callers;
    private Feeder? _feeder;

    private Group(TempFolder folder, string executable, string store) =>
        (_folder, _executable, _store) = (folder, executable, store);

    /// <summary>The servers; callers are answered by the first.</summary>
    public IReadOnlyList<Server> Servers => _servers;

    /// <summary>What has come to the far side.</summary>
    public IReadOnlyList<Arrival> Arrived => _farSide.Arrived;

    /// <summary>Starts it on a store, by default a SQLite file of its own.</summary>
    public static async Task<Group> StartAsync(string executable, int servers, string? store = null)
    {
        var folder = new TempFolder();
        var group = new Group(folder, executable, store ?? $"sqlite:{folder.PathOf("viaduct.db")}");
        int port = FreePort.Take();
        group.Configure(port);
        // The first one has the port, the others wait for it.
        for (int server = 0; server < servers; server++)
            await group.StartServerAsync($"{(char)('a' + server)}", server == 0 ? "takes requests" : "ready:");
        group._callers = new Callers($"http://localhost:{port}/in", CallersCount);
        group._feeder = new Feeder(folder, group._farSide, FileKeys);
        return group;
    }

    /// <summary>Waits until so many more messages of each key have been processed.</summary>
    public async Task FlowsAsync(int count)
    {
        int before = _farSide.Count;
        await WaitAsync(
            () => _farSide.Arrived.Skip(before).CountBy(one => one.Letter.Key).Count(key => key.Value >= count)
                == CallersCount + FileKeys,
            $"{count} more messages of each key");
    }

    /// <summary>
    /// Waits for a message that was accepted and processed after a time stamp, and gives the stamp of the first one.
    /// </summary>
    public async Task<long> NextAsync(long after)
    {
        long next = 0;
        await WaitAsync(
            () =>
            {
                var accepted = _callers!.Accepted;
                next = _farSide.Arrived
                    .Where(one => one.At > after && accepted.TryGetValue(one.Letter, out long at) && at > after)
                    .Select(one => one.At).FirstOrDefault();
                return next != 0;
            },
            "the next message");
        return next;
    }

    /// <summary>Waits until something holds.</summary>
    public async Task WaitAsync(Func<bool> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Server.Patience)
                throw new TimeoutException(
                    $"Not within {Server.Patience}: {what}.\n"
                    + string.Join('\n', _servers.Select(server => server.Process.Output)));
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Ends the load, waits until all of it is there, and counts.</summary>
    public async Task<Effects> CountAsync()
    {
        await _callers!.StopAsync().WaitAsync(Server.Patience);
        await _feeder!.StopAsync();
        List<Letter> accepted = [.. _callers.Accepted.Keys, .. _feeder.Put.Keys];
        try
        {
            await WaitAsync(() => accepted.TrueForAll(_farSide.Has), "all of it");
        }
        catch (TimeoutException)
        {
            // What is not there is lost: it is counted.
        }

        return Effects.Of(accepted, [.. _farSide.Arrived.Select(one => one.Letter)], await SentAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_callers is not null) await _callers.DisposeAsync();
        if (_feeder is not null) await _feeder.DisposeAsync();
        foreach (var server in _servers) await server.DisposeAsync();
        await _farSide.DisposeAsync();
        _folder.Dispose();
    }

    private void Configure(int port) => _folder.Write("config/viaduct.yaml", $$"""
        group: bench
        store: "{{_store}}"
        ---
        application: probes
        propertySchemas:
          - prefix: Bench
            namespace: urn:viaduct:bench:properties
            properties:
              - name: Key
                promote: [ { messageType: "{{Letter.Namespace}}#{{Letter.Root}}", path: /{{Letter.Root}}/Key } ]
        receivePorts:
          - name: in
            locations:
              - { name: calls, http: { url: "http://localhost:{{port}}/in", wait: 1s }, receive: [ xml ] }
              - { name: files, file: { folder: "{{_folder.Folder("in")}}", mask: "*", every: 1s }, receive: [ xml ] }
        sendPorts:
          - name: out
            filter: receivePort == "in"
            http: { url: "{{_farSide.Url}}/", responseTime: 5s }
            order: { per: Bench.Key }
            retry: { count: 1000, every: 1s }

        """);

    private async Task StartServerAsync(string name, string line)
    {
        var server = new Server(name, _executable, _store, _folder.PathOf("config"));
        _servers.Add(server);
        await server.StartAsync(line);
    }

    /// <summary>The messages that the group has tracked as sent, as often as it has.</summary>
    private async Task<IReadOnlyList<string>> SentAsync()
    {
        var start = new ProcessStartInfo(
            _executable,
            ["messages", "track", "--kind", "sent", "--from", "2d", "--limit", EventsMost, "--store", _store, "--json"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"viaduct messages track: {process.ExitCode}");
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("events").EnumerateArray()
                .Select(one => one.GetProperty("messageId").GetString()!),
        ];
    }
}
