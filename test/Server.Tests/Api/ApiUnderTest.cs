using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Client;
using Viaduct.Core.Store;
using Viaduct.Server.Api;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Api;

/// <summary>A server over a store of its own with its admin API, and a folder that files are put into.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder;
    private readonly IStore _store;
    private readonly ServerHost _host;

    private ApiUnderTest(TempFolder folder, IStore store, ServerHost host) =>
        (_folder, _store, _host) = (folder, store, host);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>A client of it.</summary>
    public ViaductClient Client { get; private set; } = null!;

    /// <summary>For calls that no client makes.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Starts one, whose send ports are these.</summary>
    public static Task<ApiUnderTest> StartAsync(AdminOptions? admin = null, params string[] ports) =>
        StartAsync(admin, "", ports);

    /// <summary>Starts one whose receive port tracks bodies.</summary>
    public static Task<ApiUnderTest> StartTrackingBodiesAsync() =>
        StartAsync(null, "track: { bodies: [ before, after ] }", []);

    private static async Task<ApiUnderTest> StartAsync(AdminOptions? admin, string track, string[] ports)
    {
        var folder = new TempFolder();
        folder.Folder("in");
        var store = StoreFactory.Create($"sqlite:{folder.PathOf("viaduct.db")}", ".", NullLoggerFactory.Instance);
        var options = new ServerHostOptions
        {
            Server = "a", Configuration = Configuration(folder, ports, track),
            Admin = (admin ?? new AdminOptions()) with { Address = new IPEndPoint(IPAddress.Loopback, 0) },
        };
        var host = new ServerHost(store, options, TimeProvider.System, NullLoggerFactory.Instance);
        var test = new ApiUnderTest(folder, store, host);
        try
        {
            test.Address = (await host.StartAsync(default)).Admin!;
        }
        catch
        {
            await test.DisposeAsync();
            throw;
        }

        test.Http = new HttpClient { BaseAddress = test.Address };
        test.Client = new ViaductClient(
            new ViaductClientOptions { Addresses = [test.Address], Token = options.Admin.Token });
        return test;
    }

    /// <summary>A checked configuration with a location and these send ports, whose filters fit nothing.</summary>
    public CheckedConfiguration Configure(params string[] ports) => Configuration(_folder, ports);

    /// <summary>The configuration that runs, but for the filter of its send port.</summary>
    public CheckedConfiguration ConfigureFilter(string receivePort) =>
        Configuration(_folder, [], receivePort: receivePort);

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Puts files in that find no subscriber, and waits until they are suspended.</summary>
    public async Task SuspendAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _folder.Folder("staging");
            string name = $"{Guid.CreateVersion7()}.txt";
            _folder.Write($"staging/{name}", $"content {i}");
            File.Move(_folder.PathOf("staging", name), _folder.PathOf("in", name));
        }

        await UntilAsync(async () =>
            (await Client.GetStatusAsync(default)).OpenItems
                .Where(items => ItemStates.IsSuspended(items.State)).Sum(items => items.Items) >= count);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "It does not become so.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Http?.Dispose();
        await _host.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static CheckedConfiguration Configuration(
        TempFolder folder, string[] ports, string track = "", string receivePort = "elsewhere")
    {
        string sendPorts = string.Concat(ports.Append("nobody").Select(port => $$"""

              - name: {{port}}
                filter: receivePort == "{{receivePort}}"
                file: { folder: "{{folder.Folder("out")}}", fileName: "%MessageID%" }
            """));
        folder.Write("config/viaduct.yaml", $$"""
            group: test
            ---
            application: files
            receivePorts:
              - name: files-in
                locations:
                  - name: files-folder
                    file: { folder: "{{folder.PathOf("in")}}", mask: "*", every: 100ms }
                {{track}}
            sendPorts:{{sendPorts}}

            """);
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.PathOf("config"), _ => null);
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == ProblemSeverity.Error);
        return result.Configuration!;
    }
}
