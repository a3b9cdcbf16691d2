using Npgsql;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The store goes away and comes back.</summary>
public class StoreAwayTests
{
    private static readonly TimeSpan AwayWhenLong = TimeSpan.FromMinutes(1);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public async Task A_server_waits_while_the_database_is_away_and_goes_on_by_itself()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 200);
        await group.ArrivedAsync("all", 20);

        await database.StopAsync();
        group.Put(200, 100);
        await server.WaitForLineAsync("waits for the store", ViaductProgram.Patience);
        var status = await ViaductProgram.RunAsync(["status", "--store", group.Store]);
        Assert.Equal(3, status.ExitCode);
        if (IsLong) await Task.Delay(AwayWhenLong, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(server.HasExited);
        await database.StartAsync();

        await group.ArrivedAsync("all", 300);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_server_that_is_started_before_its_database_waits_for_it()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        group.Configure(("all", "receivePort == \"files-in\""));
        await database.StopAsync();
        await using var server = group.Start();
        await server.WaitForLineAsync("waits for the store", ViaductProgram.Patience);
        await database.StartAsync();
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        group.Put(0, 10);
        await group.ArrivedAsync("all", 10);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task A_server_whose_database_goes_away_between_joining_and_ready_waits_for_it()
    {
        await using var database = await PostgresServer.StartNewAsync();
        string connectionString = await database.CreateDatabaseAsync();
        using var group = new FileGroup(FileGroup.Address(connectionString));
        group.Configure(("all", "receivePort == \"files-in\""));
        await using (var first = await group.StartReadyAsync()) await FileGroup.StopAsync(first);

        // It joins, and waits for lanes that somebody else has locked.
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = new NpgsqlCommand("BEGIN; LOCK TABLE lane IN EXCLUSIVE MODE", connection);
        await held.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var server = group.Start();
        await server.WaitForLineAsync("joined group", ViaductProgram.Patience);
        await database.KillAsync();
        await server.WaitForLineAsync("lost the store before it was ready", ViaductProgram.Patience);
        await database.StartAsync();

        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        group.Put(0, 10);
        await group.ArrivedAsync("all", 10);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }
}
