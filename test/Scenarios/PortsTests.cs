using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Viaduct.Scenarios;

/// <summary>An operator stops and starts ports while files flow; what he says is kept.</summary>
public class PortsTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task A_port_that_is_stopped_stays_so_through_applies_and_restarts_and_loses_nothing()
    {
        using var group = new FileGroup();
        group.Configure(("going", All), ("waiting", All));
        await using (var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0"))
        {
            string server = await AdminAddress.OfAsync(first);
            Assert.Equal("stopped", await StateAsync("stop", "waiting", "--server", server));
            await first.WaitForLineAsync("keeps its place", ViaductProgram.Patience);
            group.Put(0, 20);
            await group.ArrivedAsync("going", 20);

            group.Configure(("going", All), ("waiting", All), ("more", All));
            await ViaductProgram.JsonAsync(0, "apply", group.Configuration, "--server", server);
            group.Put(20, 20);
            await group.ArrivedAsync("more", 20);
            await FileGroup.StopAsync(first);
        }

        await using var second = await group.StartReadyAsync();
        group.Put(40, 20);
        await group.ArrivedAsync("going", 60);
        Assert.Empty(group.Arrived("waiting"));
        var port = (await ListAsync(group)).Single(one => one.GetProperty("name").GetString() == "waiting");
        Assert.Equal("stopped", port.GetProperty("state").GetString());
        Assert.Equal("started", port.GetProperty("configured").GetString());

        Assert.Equal("started", await StateAsync("start", "waiting", "--store", group.Store));
        await group.ArrivedAsync("waiting", 60);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("going");
        group.CheckEachOnce("waiting");
    }

    [Fact]
    public async Task An_unenlisted_port_gets_nothing_from_the_cut_on_and_what_it_wants_again_once_it_is_enlisted()
    {
        using var group = new FileGroup();
        group.Configure(("going", All), ("other", All));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 10);
        await group.ArrivedAsync("other", 10);

        Assert.Equal("unenlisted", await StateAsync("unenlist", "other", "--store", group.Store));
        group.Put(10, 10);
        await group.ArrivedAsync("going", 20);
        Assert.Equal("stopped", await StateAsync("enlist", "other", "--store", group.Store));
        group.Put(20, 10);
        await group.ArrivedAsync("going", 30);
        Assert.Equal("started", await StateAsync("reset", "other", "--store", group.Store));
        await group.ArrivedAsync("other", 20);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("other", name =>
            string.CompareOrdinal(name, "file-00010") < 0 || string.CompareOrdinal(name, "file-00020") >= 0);
    }

    [Fact]
    public async Task What_cannot_listen_or_send_is_in_trouble_until_it_can()
    {
        using var group = new FileGroup();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string missing = group.PathOf("missing");
        group.ConfigureText($$"""
            receivePorts:
              - name: orders
                locations: [ { name: orders-here, http: { url: "http://127.0.0.1:{{port}}/orders" } } ]
            sendPorts:
              - name: to-erp
                filter: receivePort == "orders"
                file: { folder: "{{missing}}", fileName: "%MessageID%-x" }
            """);
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        string address = await AdminAddress.OfAsync(server);
        await server.WaitForLineAsync("Send port to-erp could not send now", ViaductProgram.Patience);
        ProgramResult list = new(0, "", "");
        await WaitFor.TrueAsync(
            async () => (list = await ViaductProgram.RunAsync(["ports", "list", "--server", address])).Output
                .Split("IN TROUBLE").Length == 3,
            () => Task.FromResult(list.Output));
        Assert.Contains("enabled, in trouble", list.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"location orders-here on server a: It cannot listen at http://127.0.0.1:{port}/orders", list.Output,
            StringComparison.Ordinal);
        Assert.Contains("Create it, mount it", list.Output, StringComparison.Ordinal);
        var top = await ViaductProgram.RunAsync(["top", "--once", "--server", address]);
        Assert.Equal(2, top.Output.Split(" trouble ").Length - 1);
        var check = await ViaductProgram.RunAsync(["status", "--check", "--store", group.Store]);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("wrong: trouble: The receive location 'orders-here'", check.Output, StringComparison.Ordinal);
        using var client = new HttpClient();
        string ready = await client.GetStringAsync(new Uri($"{address}/readyz"));
        Assert.Contains("location-trouble", ready, StringComparison.Ordinal);

        taken.Stop();
        Directory.CreateDirectory(missing);
        await WaitFor.TrueAsync(
            async () => (check = await ViaductProgram.RunAsync(["status", "--check", "--store", group.Store]))
                .ExitCode == 0,
            () => Task.FromResult(check.Output));
        Assert.DoesNotContain("warnings\":[{", await client.GetStringAsync(new Uri($"{address}/readyz")));
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task A_disabled_location_leaves_files_where_they_are()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        Assert.Equal("disabled", await StateAsync("disable", "files-folder", "--store", group.Store));
        await server.WaitForLineAsync("Receive location files-folder stopped", ViaductProgram.Patience);
        group.Put(0, 5);
        Assert.Equal("enabled", await StateAsync("enable", "files-folder", "--store", group.Store));
        await group.ArrivedAsync("all", 5);

        var misspelt = await ViaductProgram.RunAsync(["ports", "disable", "files-foldr", "--store", group.Store]);
        Assert.Equal(1, misspelt.ExitCode);
        Assert.Contains("Is 'files-folder' meant?", misspelt.Error, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    private static async Task<string> StateAsync(params string[] arguments)
    {
        var said = await ViaductProgram.JsonAsync(0, ["ports", .. arguments]);
        return said.GetProperty("changes")[0].GetProperty("state").GetString()!;
    }

    private static async Task<List<JsonElement>> ListAsync(FileGroup group) =>
    [
        .. (await ViaductProgram.JsonAsync(0, "ports", "list", "--store", group.Store))
            .GetProperty("ports").EnumerateArray(),
    ];
}
