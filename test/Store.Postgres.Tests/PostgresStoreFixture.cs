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

    /// <inheritdoc/>
    protected override async Task<IStore> CreateAsync() => new PostgresStore(
        new PostgresStoreOptions { ConnectionString = await _database.Value, Clock = Clock });

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync() =>
        _database.IsValueCreated ? TestDatabases.GiveBackAsync(server, _database.Value.Result) : Task.CompletedTask;
}
