using Viaduct.Core.Store;
using Viaduct.Store.Postgres;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>Databases of a PostgreSQL server, a new one for each run.</summary>
internal sealed class PostgresBenchStore(PostgresServer server) : IBenchStore
{
    private readonly PostgresWal _wal = new(server);
    private int _databases;

    /// <inheritdoc/>
    public int? ServerProcessId => server.ProcessId;

    /// <inheritdoc/>
    public async Task<IStore> OpenAsync(CancellationToken cancellationToken)
    {
        var connectionString = await server.CreateDatabaseAsync($"viaduct{++_databases}");
        await _wal.CheckpointAsync(cancellationToken);
        return new PostgresStore(new PostgresStoreOptions { ConnectionString = connectionString });
    }

    /// <inheritdoc/>
    public async Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken) =>
        await _wal.ReadBytesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task CloseAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _wal.DisposeAsync();
}
