using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A send port is stopped while files flow, and its process or its store fails meanwhile.</summary>
public class StoppedPortTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task What_waits_behind_a_stopped_port_outlives_a_killed_server()
    {
        using var group = new FileGroup();
        await KillWhileStoppedAsync(group);
    }

    [Fact]
    public async Task What_waits_behind_a_stopped_port_outlives_a_killed_server_on_PostgreSQL_too()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        await KillWhileStoppedAsync(group);
    }

    [Fact]
    public async Task What_waits_behind_a_stopped_port_outlives_a_database_that_was_away()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        Configure(group, "stopped");
        await using var server = await group.StartReadyAsync();
        await StopPortAsync(group, server);

        await database.StopAsync();
        group.Put(100, 100);
        await server.WaitForLineAsync("waits for the store", ViaductProgram.Patience);
        await database.StartAsync();
        await group.ArrivedAsync("going", 200);
        await StartPortAsync(group);

        await CheckAsync(group, server, 200);
    }

    private static async Task KillWhileStoppedAsync(FileGroup group)
    {
        Configure(group, "stopped");
        await using (var first = await group.StartReadyAsync())
        {
            await StopPortAsync(group, first);
            group.Put(100, 100);
            await group.ArrivedAsync("going", 150);
            await first.KillAsync();
        }

        await using var second = await group.StartReadyAsync();
        group.Put(200, 100);
        await group.ArrivedAsync("going", 300);
        Assert.Empty(group.Arrived("waiting"));
        var status = await ViaductProgram.JsonAsync(0, "status", "--store", group.Store);
        var ports = status.GetProperty("ports").EnumerateArray().ToDictionary(
            port => port.GetProperty("name").GetString()!, port => port.GetProperty("behind"));
        Assert.True(ports["waiting"].GetInt64() > 0);
        Assert.Equal(JsonValueKind.Null, ports["going"].ValueKind);
        await StartPortAsync(group);

        await CheckAsync(group, second, 300);
    }

    private static async Task StopPortAsync(FileGroup group, ProcessUnderTest server)
    {
        group.Put(0, 100);
        await group.ArrivedAsync("going", 100);
        string said = await server.WaitForLineAsync("keeps its place", ViaductProgram.Patience);
        Assert.Contains("waiting", said, StringComparison.Ordinal);
        Assert.Empty(group.Arrived("waiting"));
    }

    private static async Task StartPortAsync(FileGroup group)
    {
        Configure(group, "started");
        var applied = await ViaductProgram.RunAsync(["apply", group.Configuration, "--store", group.Store]);
        Assert.Equal(0, applied.ExitCode);
    }

    private static async Task CheckAsync(FileGroup group, ProcessUnderTest server, int count)
    {
        await group.ArrivedAsync("waiting", count);
        group.Put(count, 50);
        await group.ArrivedAsync("waiting", count + 50);
        await group.ArrivedAsync("going", count + 50);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("waiting");
        group.CheckEachOnce("going");
        group.CheckAllTaken();
    }

    private static void Configure(FileGroup group, string state) => group.ConfigureText($"""
        receivePorts:
          - name: files-in
            locations:
              - name: files-folder
                file: {"{"} folder: "{group.In}", mask: "*", every: 1s {"}"}
        sendPorts:
          - name: going
            filter: {All}
            file: {"{"} folder: "{group.Out("going")}", fileName: "%MessageID%-%SourceFileName%" {"}"}
          - name: waiting
            state: {state}
            filter: {All}
            file: {"{"} folder: "{group.Out("waiting")}", fileName: "%MessageID%-%SourceFileName%" {"}"}

        """);
}
