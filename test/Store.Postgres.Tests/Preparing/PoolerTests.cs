using Npgsql;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Preparing;

/// <summary>
/// A pooler lends a connection for a transaction and lends it to another then: locks would be anybody's.
/// </summary>
public sealed class PoolerTests(PostgresServer server)
{
    [Theory]
    [InlineData("")]
    [InlineData(",options")]
    public async Task A_pooler_in_transaction_mode_is_refused_by_name(string ignored)
    {
        await using var pooler = await PgBouncer.StartAsync(server, ignored);
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Port = pooler.Port };
        await using var store = new PostgresStore(
            new PostgresStoreOptions { ConnectionString = database.ConnectionString });

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.PrepareAsync(StoreFixture.Group, default));
        Assert.Contains("pooler", refused.Message, StringComparison.Ordinal);
        Assert.Contains("connect to the database itself", refused.Message, StringComparison.Ordinal);
    }
}
