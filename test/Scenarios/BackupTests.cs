using Npgsql;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A store on PostgreSQL is dumped while a server works, and goes on in another database.</summary>
public class BackupTests
{
    [Fact]
    public async Task What_was_dumped_is_delivered_from_the_restored_database()
    {
        await using var database = await PostgresServer.StartNewAsync();
        string first = await database.CreateDatabaseAsync();
        using var group = new FileGroup(FileGroup.Address(first));
        group.Configure(("away", "receivePort == \"files-in\""));
        Directory.Delete(group.Out("away"));
        await using (var server = await group.StartReadyAsync())
        {
            group.Put(0, 100);
            await WaitFor.TrueAsync(() => Directory.GetFiles(group.In).Length == 0, () => "Files are left.");
            await RunToolAsync("pg_dump", first, "-Fc", "-f", group.PathOf("viaduct.dump"));
            await FileGroup.StopAsync(server);
        }

        string second = await database.CreateDatabaseAsync();
        await RunToolAsync("pg_restore", second, group.PathOf("viaduct.dump"));
        group.Out("away");
        await using var restored = ViaductProgram.Start(["run", "--store", FileGroup.Address(second)]);
        await restored.WaitForLineAsync("ready:", ViaductProgram.Patience);
        await group.ArrivedAsync("away", 100);
        await FileGroup.StopAsync(restored);
        group.CheckEachOnce("away");
    }

    private static Task<string> RunToolAsync(string program, string connection, params string[] more)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        string path = Tool.Find(program) ?? throw new InvalidOperationException($"{program} is not on the PATH.");
        return Tool.RunAsync(
            path,
            [
                "-h", parts.Host!, "-p", $"{parts.Port}", "-U", parts.Username!, "-d", parts.Database!, .. more,
            ]);
    }
}
