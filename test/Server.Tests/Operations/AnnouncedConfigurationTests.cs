using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Operations;

/// <summary>A configuration is activated once all servers are ready for it, or not at all.</summary>
public sealed class AnnouncedConfigurationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();
    private IStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _folder.Folder("in");
        _folder.Folder("out");
        _store = StoreFactory.Create("sqlite:viaduct.db", _folder.Path, NullLoggerFactory.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_activated_when_the_servers_are_ready_and_nothing_is_announced_afterwards()
    {
        await ApplyAsync("");
        await using var server = await StartAsync(ViaductCatalog.All);
        var result = await ApplyAsync("receive: [ xml ]").WaitAsync(Patience);
        Assert.True(result.Changed);
        var active = await _store.Configuration.GetActiveAsync(default);
        Assert.Equal(result.Hash, active!.Hash);
        Assert.Null(active.Announced);
    }

    [Fact]
    public async Task A_server_that_cannot_run_it_keeps_it_from_all_and_is_named()
    {
        var before = await ApplyAsync("");
        var older = ViaductCatalog.All with
        {
            Components = [.. ViaductCatalog.All.Components.Where(component => component.Name != "xml")],
        };
        await using var server = await StartAsync(older);
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => ApplyAsync("receive: [ xml ]").WaitAsync(Patience));
        Assert.Contains("Server 'a' cannot run it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("xml", refused.Message, StringComparison.Ordinal);
        var active = await _store.Configuration.GetActiveAsync(default);
        Assert.Equal(before.Hash, active!.Hash);
        Assert.Null(active.Announced);

        Assert.True((await ApplyAsync("enabled: false").WaitAsync(Patience)).Changed);
    }

    [Fact]
    public async Task Without_servers_nobody_is_waited_for()
    {
        await ApplyAsync("");
        Assert.True((await ApplyAsync("enabled: false").WaitAsync(Patience)).Changed);
    }

    private async Task<ViaductServer> StartAsync(RuntimeCatalog catalog)
    {
        var server = new ViaductServer(
            _store, new ServerOptions { Group = "test", Server = "a" }, catalog, new ConfigurationLoader(catalog),
            TimeProvider.System, NullLoggerFactory.Instance);
        await server.StartAsync(default);
        return server;
    }

    private Task<Client.ApplyResult> ApplyAsync(string line)
    {
        _folder.Write("config/viaduct.yaml", $$"""
            group: test
            ---
            application: files
            receivePorts:
              - name: in
                locations:
                  - name: in-folder
                    file: { folder: "{{_folder.PathOf("in")}}" }
                    {{line}}
            """);
        var loader = new ConfigurationLoader(ViaductCatalog.All);
        var result = loader.LoadFolder(_folder.PathOf("config"), _ => null);
        Assert.True(result.Configuration is not null, string.Join('\n', result.Problems));
        return new ConfigurationApplier(_store, loader, TimeProvider.System).ApplyAsync(result.Configuration, default);
    }
}
