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
