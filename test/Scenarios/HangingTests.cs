using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A server stands still for longer than its lease, and comes back.</summary>
public class HangingTests
{
    private const int Files = 400;

    [Fact]
    public async Task On_one_file_another_server_takes_over_from_one_that_hangs()
    {
        using var group = new FileGroup();
        await HangAsync(group);
    }

    [Fact]
    public async Task On_a_database_another_server_takes_over_from_one_that_hangs()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        await HangAsync(group);
    }

    [Fact]
    public async Task A_server_that_stood_still_goes_on_with_what_it_had_begun_and_nothing_has_failed()
    {
        using var group = new FileGroup();
        group.ConfigureText($$"""
            receivePorts:
              - name: files-in
                locations: [ { name: files-folder, file: { folder: "{{group.In}}", mask: "*", every: 1s } } ]
            sendPorts:
              - name: all
                filter: receivePort == "files-in"
                file: { folder: "{{group.Out("all")}}", fileName: "%MessageID%-%SourceFileName%" }
                retry: { count: 0 }

            """);
        await using var server = await group.StartReadyAsync();
        for (int round = 0; round < 3; round++)
        {
            group.Put(round * Files, Files);
            await group.ArrivedAsync("all", (round * Files) + 20);
            server.Pause();
            // Nobody else is there who could tell that the lease is over.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            server.Continue();
        }

        await group.ArrivedAsync("all", 3 * Files);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
        Assert.DoesNotContain(server.Lines, line => line.Contains("failed:", StringComparison.Ordinal));
    }

    private static async Task HangAsync(FileGroup group)
    {
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var first = await group.StartReadyAsync("a");
        await using var second = await group.StartReadyAsync("b");
        group.Put(0, Files / 2);
        await group.ArrivedAsync("all", 10);

        string joined = first.Lines.First(line => line.Contains("joined group", StringComparison.Ordinal));
        first.Pause();
        group.Put(Files / 2, Files / 2);
        // One that held the way to the file has been ended, and is dead.
        await second.WaitForLineAsync(
            line => line.Contains("Took over from server a", StringComparison.Ordinal), ViaductProgram.Patience,
            "\"Took over from server a\"");
        await group.ArrivedAsync("all", Files);
        bool isThere = !first.HasExited;
        if (isThere)
        {
            first.Continue();
            await first.WaitForLineAsync(
                line => line != joined && line.Contains("joined group", StringComparison.Ordinal),
                ViaductProgram.Patience, "\"joined group\" once more");
        }

        group.Put(Files, 50);
        await group.ArrivedAsync("all", Files + 50);
        if (isThere) await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }
}
