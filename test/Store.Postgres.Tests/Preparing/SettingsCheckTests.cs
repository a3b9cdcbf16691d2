using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Preparing;
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
    public async Task Full_page_writes_off_is_warned_of()
    {
        await using var careless = await PostgresServer.StartNewAsync("full_page_writes=off");

        Assert.Contains(
            "full_page_writes", Assert.Single(await WarnedAsync(await careless.CreateDatabaseAsync())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_nodes_without_a_synchronous_standby_are_warned_of()
    {
        var nodes = new Npgsql.NpgsqlConnectionStringBuilder(_database);
        nodes.Host = $"{nodes.Host}:{nodes.Port},{nodes.Host}:{FreePort.Take()}";

        Assert.Contains(
            "synchronous_standby_names", Assert.Single(await WarnedAsync(nodes.ConnectionString)),
            StringComparison.Ordinal);
        Assert.Empty(await WarnedAsync(_database));
    }

    [Fact]
    public async Task A_synchronous_standby_that_is_not_there_is_named_instead_of_waited_for_in_silence()
    {
        await using var alone = await PostgresServer.StartNewAsync();
        string database = await alone.CreateDatabaseAsync();
        await alone.AdministerAsync("ALTER SYSTEM SET synchronous_standby_names = 'ghost'");
        await alone.AdministerAsync("SELECT pg_reload_conf()");
        await Eventually.IsTrueAsync(
            async () => await alone.AskAsync<string>("SHOW synchronous_standby_names") == "ghost", "the new setting");
        var options = new PostgresStoreOptions
        {
            ConnectionString = database, SilenceMax = TimeSpan.FromMilliseconds(200),
        };
        await using var store = new PostgresStore(options);

        var waits = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.PrepareAsync(StoreFixture.Group, default));
        Assert.Contains("synchronous_standby_names is 'ghost'", waits.Message, StringComparison.Ordinal);
        await alone.AdministerAsync("ALTER SYSTEM RESET synchronous_standby_names");
        await alone.AdministerAsync("SELECT pg_reload_conf()");
        await Eventually.IsTrueAsync(() => PreparesAsync(store), "the store prepared");
        // What asked has left nothing behind.
        await Eventually.IsTrueAsync(
            async () => await alone.AskAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") == 0,
            "nobody waiting");
    }

    [Fact]
    public void A_system_without_keepalives_is_warned_of_and_a_unix_socket_is_not()
    {
        Assert.Contains(
            "keepalives", Assert.Single(SettingsCheck.Warnings(Sound with { KeepalivesIdle = "0" }, 1)),
            StringComparison.Ordinal);
        Assert.Single(SettingsCheck.Warnings(Sound with { UserTimeout = "0" }, 1));
        Assert.Empty(SettingsCheck.Warnings(Sound with { KeepalivesIdle = "0", IsLocal = true }, 1));
    }

    [Fact]
    public void A_standby_that_no_commit_waits_for_is_warned_of()
    {
        Assert.Empty(SettingsCheck.Warnings(Sound, 1));
        Assert.Single(SettingsCheck.Warnings(Sound with { Receivers = 1 }, 1));
        Assert.Single(SettingsCheck.Warnings(Sound, 2));
        Assert.Empty(SettingsCheck.Warnings(Sound with { Receivers = 1, StandbyNames = "*" }, 2));
    }

    [Theory]
    [InlineData("CREATE ON DATABASE \"{0}\"", "GRANT CREATE")]
    [InlineData("EXECUTE ON FUNCTION pg_terminate_backend(integer, bigint)", "pg_terminate_backend")]
    [InlineData("EXECUTE ON FUNCTION pg_logical_emit_message(boolean, text, text)", "pg_logical_emit_message")]
    public async Task A_missing_privilege_is_named(string privilege, string named)
    {
        var own = new Npgsql.NpgsqlConnectionStringBuilder(_database);
        await server.AdministerAsync($"ALTER DATABASE \"{own.Database}\" OWNER TO postgres");
        await TestDatabases.ExecuteAsync(
            server.ConnectionStringOf(own.Database!, "postgres"),
            $"REVOKE {string.Format(privilege, own.Database)} FROM PUBLIC, viaduct");

        Assert.Contains(named, (await RefusedAsync(_database)).Message, StringComparison.Ordinal);
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

    private static readonly DatabaseSettings Sound = new()
    {
        Version = 150000,
        IsPooled = false,
        Encoding = "UTF8",
        Fsync = "on",
        DataSyncRetry = "off",
        SynchronousCommit = "on",
        StandbyNames = "",
        IdleSessionTimeout = "0",
        Isolation = "read committed",
        FullPageWrites = "on",
        KeepalivesIdle = "2",
        UserTimeout = "4000",
        IsLocal = false,
        Receivers = 0,
    };

    private static async Task<IReadOnlyList<string>> WarnedAsync(string database)
    {
        var log = new RecordedLog();
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = database }, log);
        await store.PrepareAsync(StoreFixture.Group, default);
        return log.Of(4312);
    }

    private static async Task<bool> PreparesAsync(PostgresStore store)
    {
        try
        {
            await store.PrepareAsync(StoreFixture.Group, default);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task<StoreRefusedException> RefusedAsync(string database)
    {
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = database });
        return await Assert.ThrowsAsync<StoreRefusedException>(() => store.PrepareAsync(StoreFixture.Group, default));
    }

    private Task AlterAsync(string setting) => server.AdministerAsync(
        $"ALTER DATABASE {new Npgsql.NpgsqlConnectionStringBuilder(_database).Database} SET {setting}");
}
