using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>Tests with a database of their own, behind a proxy that cuts, holds or refuses connections.</summary>
public abstract class ProxiedDatabaseTests(PostgresServer server) : IAsyncLifetime
{
    private TcpProxy? _proxy;

    /// <summary>The connection string of the database.</summary>
    protected string Database { get; private set; } = "";

    /// <summary>What members of the group connect through.</summary>
    protected TcpProxy Proxy => _proxy!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabases.TakeAsync(server);
        _proxy = TcpProxy.Start(server.Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await TestDatabases.GiveBackAsync(server, Database);
        GC.SuppressFinalize(this);
    }
}
