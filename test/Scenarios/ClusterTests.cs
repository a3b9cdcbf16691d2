using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// A clustered host is moved, killed and hung under load: one server receives at a time, and each file is taken in once
/// (docs/concepts/clusters.md).
/// </summary>
public class ClusterTests(ITestOutputHelper output)
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task On_one_file_a_clustered_host_is_moved_killed_and_hung()
    {
        using var group = new FileGroup();
        await RunAsync(group);
    }

    [Fact]
    public async Task On_a_database_a_clustered_host_is_moved_killed_and_hung()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        await RunAsync(group);
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused_with_the_reason()
    {
        using var group = new FileGroup();
        Configure(group);
        await using var first = await group.StartReadyAsync("a");
        await ActiveAsync(group, "a");

        await RefusedAsync(group, "Is 'partner' meant?", "cluster", "move", "partnr", "a");
        await RefusedAsync(group, "No server 'zebra' is running", "cluster", "move", "partner", "zebra");
        await RefusedAsync(group, "No other server can have", "cluster", "move", "partner");
        await using var second = await group.StartReadyAsync("c");
        await RefusedAsync(group, "none of the cluster's owners", "cluster", "move", "partner", "c");
        await using var third = await group.StartReadyAsync("b");
        await SayAsync(group, "server", "drain", "b");
        await RefusedAsync(group, "host 'in' is draining there", "cluster", "move", "partner", "b");
        string shown = (await ViaductProgram.RunAsync(
            ["cluster", "show", "partner", "--store", group.Store])).Output;
        Assert.Contains("May be active on: a, b.", shown, StringComparison.Ordinal);
        Assert.Contains("Could have it now, in this order: a.", shown, StringComparison.Ordinal);
        string status = (await ViaductProgram.RunAsync(["status", "--store", group.Store])).Output;
        Assert.Contains("(nobody)", status, StringComparison.Ordinal);
        await using var page = new Runbook("clusters.md", group);
        while (page.HasMore) Assert.Contains("partner", await page.RunNextAsync(), StringComparison.Ordinal);
    }

    private async Task RunAsync(FileGroup group)
    {
        Configure(group);
        await using var first = await group.StartReadyAsync("a");
        await ActiveAsync(group, "a");
        var second = await group.StartReadyAsync("b");
        group.Put(0, 100);
        await group.ArrivedAsync("all", 10);

        await AbleAsync(group, 2);
        var move = await SayAsync(group, "cluster", "move", "partner", "b");
        Assert.True(move.GetProperty("arrived").GetBoolean(), move.ToString());
        group.Put(100, 100);
        await group.ArrivedAsync("all", 200);

        group.Put(200, 100);
        await second.KillAsync();
        await ActiveAsync(group, "a");
        await group.ArrivedAsync("all", 300);
        await second.DisposeAsync();

        await using var third = await group.StartReadyAsync("b");
        await AbleAsync(group, 2);
        group.Put(300, 50);
        first.Pause();
        group.Put(350, 50);
        await ActiveAsync(group, "b");
        await group.ArrivedAsync("all", 400);
        first.Continue();
        group.Put(400, 50);
        await group.ArrivedAsync("all", 450);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
        await CheckHistoryAsync(group);
    }

    private async Task CheckHistoryAsync(FileGroup group)
    {
        var events = (await ViaductProgram.JsonAsync(0, "cluster", "history", "partner", "--store", group.Store))
            .GetProperty("events").EnumerateArray().ToList();
        foreach (var one in events) output.WriteLine($"{group.Store}: {one}");
        // One that held the way to the file has been ended, and is dead.
        Assert.Contains(events[0].GetProperty("cause").GetString(), new[] { "hung", "died" });
        Assert.Equal(["died", "moved", "first"], events.Skip(1).Select(one => one.GetProperty("cause").GetString()));
        Assert.Equal(["b", "a", "b", "a"], events.Select(one => one.GetProperty("to").GetString()));
        Assert.All(events.SkipLast(1), one => Assert.True(one.GetProperty("gapMilliseconds").GetDouble() >= 0));
    }

    private static Task ActiveAsync(FileGroup group, string server) => WaitFor.TrueAsync(
        async () => (await ClusterAsync(group)).GetProperty("server").GetString() == server,
        async () => $"partner is never active on {server}: {await ClusterAsync(group)}");

    private static Task AbleAsync(FileGroup group, int servers) => WaitFor.TrueAsync(
        async () => (await ClusterAsync(group)).GetProperty("able").GetArrayLength() == servers,
        async () => $"partner never has {servers} servers: {await ClusterAsync(group)}");

    private static async Task<JsonElement> ClusterAsync(FileGroup group) =>
        (await ViaductProgram.JsonAsync(0, "cluster", "list", "--store", group.Store))
        .GetProperty("clusters").EnumerateArray().Single();

    private static Task<JsonElement> SayAsync(FileGroup group, params string[] words) =>
        ViaductProgram.JsonAsync(0, [.. words, "--store", group.Store]);

    private static async Task RefusedAsync(FileGroup group, string text, params string[] words)
    {
        var result = await ViaductProgram.RunAsync([.. words, "--store", group.Store]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    private static void Configure(FileGroup group) => group.WriteConfiguration(
        "viaduct.yaml", System.Text.Encoding.UTF8.GetBytes($$"""
            group: scenario
            store: {{group.Store}}
            hosts:
              - name: in
                cluster: { group: partner, owners: [ a, b ] }
              - name: out
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
