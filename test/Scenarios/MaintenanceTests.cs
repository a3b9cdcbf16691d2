using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// Servers are drained under load, and hosts run where they are to (docs/operate/server-maintenance.md).
/// </summary>
public class MaintenanceTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task On_one_file_a_server_is_drained_under_load_and_killed_while_it_drains()
    {
        using var group = new FileGroup();
        await DrainAsync(group);
    }

    [Fact]
    public async Task On_a_database_a_server_is_drained_under_load_and_killed_while_it_drains()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        await DrainAsync(group);
    }

    [Fact]
    public async Task Hosts_run_in_processes_of_their_own()
    {
        using var group = new FileGroup();
        Configure(group, "");
        await using var receive = await group.StartReadyAsync("a", "--host", "in");
        group.Put(0, 50);
        await using var send = await group.StartReadyAsync("b", "--host", "out");
        group.Put(50, 50);

        await group.ArrivedAsync("all", 100);

        Assert.Equal(["in a running", "out b running"], (await InstancesAsync(group)).Select(Text));
        await HasLanesAsync(group, "b", 18);
        await FileGroup.StopAsync(receive);
        await FileGroup.StopAsync(send);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task What_operators_say_wrongly_is_refused_with_the_reason()
    {
        using var group = new FileGroup();
        Configure(group, "servers: [ b ]");
        await using var server = await group.StartReadyAsync("a");

        await RefusedAsync(group, "Is 'out' meant?", "hosts", "stop", "outt", "a");
        await RefusedAsync(group, "no instance on server 'a'", "hosts", "stop", "out", "a");
        await RefusedAsync(group, "at most one", "hosts", "assign", "out", "b");
        await RefusedAsync(group, "No server has the name 'zebra'", "server", "drain", "zebra");
        await RefusedAsync(group, "is not disabled", "hosts", "enable", "in", "a");
        group.Put(0, 10);
        string said = (await ViaductProgram.RunAsync(["hosts", "assign", "out", "a", "--store", group.Store])).Output;
        Assert.Contains("out on a is running.", said, StringComparison.Ordinal);
        await group.ArrivedAsync("all", 10);
        var warned = await ViaductProgram.RunAsync(["server", "drain", "a", "--store", group.Store]);
        Assert.Contains("No server runs in, out now", warned.Error, StringComparison.Ordinal);

        var other = await ViaductProgram.RunAsync(
            ["run", "--store", group.Store, "--server", "c", "--host", "out,inn"]);
        Assert.Equal(3, other.ExitCode);
        Assert.Contains("Is 'in' meant?", other.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await ViaductProgram.RunAsync(["run", "--store", group.Store, "--host", "a,,b"])).ExitCode);
        await FileGroup.StopAsync(server);
    }

    private static async Task DrainAsync(FileGroup group)
    {
        group.Configure(("all", All));
        await using var first = await group.StartReadyAsync("a");
        await using var second = await group.StartReadyAsync("b");
        group.Put(0, 300);
        await group.ArrivedAsync("all", 10);

        await SayAsync(group, "server", "drain", "a");
        group.Put(300, 200);
        await HasLanesAsync(group, "a", 0);
        await group.ArrivedAsync("all", 500);

        await SayAsync(group, "server", "resume", "a");
        await HasLanesAsync(group, "a", 16);
        group.Put(500, 200);
        await group.ArrivedAsync("all", 520);
        await SayAsync(group, "server", "drain", "b");
        await second.KillAsync();
        await first.WaitForLineAsync("Took over from server b", ViaductProgram.Patience);
        group.Put(700, 100);
        await group.ArrivedAsync("all", 800);
        await FileGroup.StopAsync(first);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    private static Task HasLanesAsync(FileGroup group, string server, int lanes) => WaitFor.TrueAsync(
        async () => (await InstancesAsync(group)).Any(one =>
            one.GetProperty("server").GetString() == server && one.GetProperty("lanes").GetInt32() == lanes),
        async () => $"{server} never has {lanes} lanes\n{string.Join('\n', await InstancesAsync(group))}");

    private static async Task<List<JsonElement>> InstancesAsync(FileGroup group) =>
    [
        .. (await ViaductProgram.JsonAsync(0, "hosts", "list", "--store", group.Store))
            .GetProperty("instances").EnumerateArray(),
    ];

    private static string Text(JsonElement instance) =>
        $"{instance.GetProperty("host")} {instance.GetProperty("server")} {instance.GetProperty("state")}";

    private static Task<JsonElement> SayAsync(FileGroup group, params string[] words) =>
        ViaductProgram.JsonAsync(0, [.. words, "--store", group.Store]);

    private static async Task RefusedAsync(FileGroup group, string text, params string[] words)
    {
        var result = await ViaductProgram.RunAsync([.. words, "--store", group.Store]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    private static void Configure(FileGroup group, string servers) => group.WriteConfiguration(
        "viaduct.yaml", System.Text.Encoding.UTF8.GetBytes($$"""
            group: scenario
            store: {{group.Store}}
            hosts:
              - name: in
              - { name: out{{(servers.Length == 0 ? "" : ", " + servers)}} }
            ---
            application: files
            receivePorts:
              - name: files-in
                locations:
                  - name: files-folder
                    host: in
                    file: { folder: "{{group.In}}", mask: "*", every: 1s }
            sendPorts:
              - name: all
                host: out
                filter: {{All}}
                file: { folder: "{{group.Out("all")}}", fileName: "%MessageID%-%SourceFileName%" }

            """));
}
