using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Preparing;

/// <summary>A database that would lose what it confirmed, or cannot be used, is refused with the fix.</summary>
public sealed class SettingsCheckTests(PostgresServer server) : IAsyncLifetime
{
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("synchronous_commit = off", "synchronous_commit")]
    [InlineData("default_transaction_read_only = on", "takes no writes")]
    public async Task A_setting_of_the_database_that_is_unsafe_is_refused(string setting, string named)
    {
        await AlterAsync(setting);

        Assert.Contains(named, (await RefusedAsync(_database)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("idle_session_timeout = '100ms'")]
    [InlineData("statement_timeout = '1ms'")]
    [InlineData("default_transaction_isolation = 'serializable'")]
    [InlineData("lock_timeout = '1ms'")]
    [InlineData("jit = on")]
    public async Task A_setting_that_a_connection_can_set_right_does_no_harm(string setting)
    {
        await AlterAsync(setting);
        await using var member = await Member.JoinAsync(_database);

        await member.Process.MustCommitAsync(member.Process.Commit().Message("works", member.Reader));
    }

    [Fact]
    public async Task Fsync_off_is_refused()
    {
        await using var careless = await PostgresServer.StartNewAsync("fsync=off");

        Assert.Contains(
            "fsync", (await RefusedAsync(await careless.CreateDatabaseAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using (var member = await Member.JoinAsync(_database))
        {
            await TestDatabases.ExecuteAsync(
                _database, "INSERT INTO migration (number, name, checksum) VALUES (99, '0099_future', '')");
        }

        Assert.Contains("0099_future", (await RefusedAsync(_database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_is_not_ours_is_refused()
    {
        await using (var member = await Member.JoinAsync(_database))
        {
            await TestDatabases.ExecuteAsync(_database, "UPDATE migration SET checksum = 'other' WHERE number = 1");
        }

        Assert.Contains("0001_message_box", (await RefusedAsync(_database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_refused()
    {
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(_database) { Database = "nowhere" };

        Assert.Contains("nowhere", (await RefusedAsync(missing.ConnectionString)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_pause()
    {
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(_database) { Port = FreePort.Take() };
        var options = new PostgresStoreOptions { ConnectionString = missing.ConnectionString };
        await using var store = new PostgresStore(options);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(StoreFixture.Group, default));
        Assert.False(store.IsAvailable);
    }

    private static async Task<StoreRefusedException> RefusedAsync(string database)
    {
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = database });
        return await Assert.ThrowsAsync<StoreRefusedException>(() => store.PrepareAsync(StoreFixture.Group, default));
    }

    private Task AlterAsync(string setting) => server.AdministerAsync(
        $"ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(_database).Database} SET {setting}");
}
