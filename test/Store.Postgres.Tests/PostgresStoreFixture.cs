using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>A database of its own per test, on the server that all tests share.</summary>
public sealed class PostgresStoreFixture(PostgresServer server) : StoreFixture
{
    private readonly Lazy<Task<string>> _database = new(() => TestDatabases.TakeAsync(server));

    /// <summary>The connection string of the test's database.</summary>
    public Task<string> ConnectionString => _database.Value;

    /// <inheritdoc/>
    public override Task CrashAsync(IStore store) => ((PostgresStore)store).LoseSessionsAsync();

    /// <summary>Stops the whole server: only for a test class that has one of its own.</summary>
    public override async Task<bool> SetAwayAsync(bool away)
    {
        await (away ? server.StopAsync() : server.StartAsync());
        return true;
    }

    /// <inheritdoc/>
    public override async Task<bool> StepAheadAsync(bool isUnderstood)
    {
        var database = await ConnectionString;
        int known = await TestDatabases.ScalarAsync<int>(database, "SELECT max(number) FROM migration");
        await TestDatabases.ExecuteAsync(database, $"""
            CREATE TABLE of_a_newer_version (any_text text);
            INSERT INTO schema_step VALUES ({known + 1}, {(isUnderstood ? known : known + 1)});
            INSERT INTO migration (number, name, checksum) VALUES ({known + 1}, '{known + 1:0000}_newer', 'unknown')
            """);
        return true;
    }

    /// <summary>Counts from the first call on, by a trigger: the server's statistics come late.</summary>
    public override async Task<long?> CountUpdatedRowsAsync()
    {
        var database = await ConnectionString;
        await TestDatabases.ExecuteAsync(database, """
            CREATE SEQUENCE IF NOT EXISTS test_updates;
            CREATE OR REPLACE FUNCTION test_count() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN PERFORM nextval(''viaduct.test_updates''); RETURN NULL; END';
            CREATE OR REPLACE TRIGGER test_count AFTER UPDATE ON lane FOR EACH ROW EXECUTE FUNCTION test_count();
            CREATE OR REPLACE TRIGGER test_count AFTER UPDATE ON reader_lane FOR EACH ROW EXECUTE FUNCTION test_count();
            """);
        return await TestDatabases.ScalarAsync<long>(
            database, "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM test_updates");
    }

    /// <inheritdoc/>
    protected override async Task<IStore> CreateAsync() => new PostgresStore(
        new PostgresStoreOptions { ConnectionString = await _database.Value, Clock = Clock });

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync() =>
        _database.IsValueCreated ? TestDatabases.GiveBackAsync(server, _database.Value.Result) : Task.CompletedTask;
}
