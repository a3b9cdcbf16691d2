using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Adapters.File;
using Viaduct.Adapters.Loopback;
using Viaduct.Compliance.InMemory;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Support;
using Viaduct.Support.Runtime;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Files through whole servers: in, routed, round by loopback, out.</summary>
public sealed class ThroughAServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _temp = new();
    private readonly InMemoryBox _box = new(TimeProvider.System);
    private readonly ModelLoader _loader = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_file_arrives_once_while_servers_come_and_go()
    {
        const int Count = 1000;
        string source = _temp.Folder("in");
        string direct = _temp.Folder("direct");
        string around = _temp.Folder("around");
        var group = Group(source, direct, around);
        var arrived = new Arrivals(Count, direct, around);

        await using (var first = await StartAsync("a", group, isFirst: true))
        {
            await using var second = await StartAsync("b", group, isFirst: false);
            for (int i = 0; i < Count; i++) Drop(source, i);
            await arrived.WaitForAsync(Count / 10);
            await first.StopAsync(); // in the middle of it
            await using var third = await StartAsync("c", group, isFirst: false);
            await arrived.WaitForAsync(Count * 2);
            await third.StopAsync();
            await second.StopAsync();
        }

        foreach (string folder in new[] { direct, around })
        {
            var texts = Directory.GetFiles(folder).Select(System.IO.File.ReadAllText).ToList();
            Assert.Equal(Count, texts.Count);
            Assert.Equal(Count, texts.Distinct(StringComparer.Ordinal).Count());
        }

        Assert.Empty(Directory.GetFileSystemEntries(source));
    }

    private static void Drop(string folder, int number)
    {
        string hidden = Path.Join(folder, $".{number}");
        System.IO.File.WriteAllText(hidden, $"text {number}");
        System.IO.File.Move(hidden, Path.Join(folder, $"{number}.txt"));
    }

    private static GroupModel Group(string source, string direct, string around) => MemoryGroup.Of(
        ["host"],
        [
            Receive("first", "file", new FileReceiveOptions { Folder = source, Mask = "*.txt" }),
            Receive("second", "loopback", new LoopbackReceiveOptions()),
        ],
        [
            Send("direct", "receivePort == \"first\"", "file", new FileSendOptions { Folder = direct }),
            Send("hop", "receivePort == \"first\"", "loopback", new LoopbackSendOptions { Location = "second-in" }),
            Send("around", "receivePort == \"second\"", "file",
                new FileSendOptions { Folder = around, FileName = "%SourceFileName%" }),
        ]);

    private static ReceivePortModel Receive(string name, string adapter, object options)
    {
        var port = MemoryGroup.Receive(name);
        var endpoint = new EndpointModel(adapter, options, adapter + ":");
        return port with { Locations = [.. port.Locations.Select(l => l with { Endpoint = endpoint })] };
    }

    private static SendPortModel Send(string name, string filter, string adapter, object options) =>
        MemoryGroup.Send(name, filter) with { Endpoint = new EndpointModel(adapter, options, adapter + ":") };

    private async Task<ViaductServer> StartAsync(string name, GroupModel group, bool isFirst)
    {
        var token = TestContext.Current.CancellationToken;
        var store = new InMemoryStore(_box);
        await store.PrepareAsync("test", token);
        byte[] package = _loader.Pack("one", group);
        if (isFirst)
            await store.Configuration.ActivateAsync(
                new Activation("one", package, null, ["host"], ["direct", "hop", "around"]), token);
        var server = new ViaductServer(
            store, new ServerOptions { Group = "test", Server = name, PollInterval = TimeSpan.FromMilliseconds(50) },
            new RuntimeCatalog([.. AdapterCatalog.All], [], []), _loader, TimeProvider.System,
            NullLoggerFactory.Instance);
        await server.StartAsync(token);
        return server;
    }

    /// <summary>Counts the files that have arrived, by looking.</summary>
    private sealed class Arrivals(int count, params string[] folders)
    {
        public async Task WaitForAsync(int wanted)
        {
            using var limit = new CancellationTokenSource(Patience);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (Present() < wanted)
                if (!await timer.WaitForNextTickAsync(limit.Token))
                    Assert.Fail($"{Present()} of {wanted} files have arrived ({count} were sent).");
        }

        private int Present() => folders.Sum(f => Directory.GetFiles(f).Count(p => Path.GetFileName(p)[0] != '.'));
    }
}
