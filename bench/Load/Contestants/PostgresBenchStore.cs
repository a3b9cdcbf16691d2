using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>Databases of a PostgreSQL server, a new one for each run.</summary>
internal sealed class PostgresBenchStore(PostgresServer server) : IBenchStore
{
    // The generations of the log count together: which of them is full changes.
    private const string TableSizes = """
        SELECT regexp_replace(relname, '_([1-4]|kept)$', ''), sum(pg_total_relation_size(oid))::bigint
        FROM pg_class WHERE relkind = 'r' AND relnamespace NOT IN ('pg_catalog'::regnamespace,
            'information_schema'::regnamespace) GROUP BY 1
        """;
    private readonly PostgresWal _wal = new(server);
    private string _connectionString = "";

    /// <inheritdoc/>
    public int? ServerProcessId => server.ProcessId;

    /// <inheritdoc/>
    public async Task<string> CreateAsync(TempFolder folder)
    {
        var made = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("viaduct"));
        return $"postgres://{made.Username}@{made.Host}:{made.Port}/{made.Database}";
    }

    /// <inheritdoc/>
    public async Task<IStore> OpenAsync(CancellationToken cancellationToken)
    {
        _connectionString = await server.CreateDatabaseAsync("viaduct");
        await _wal.CheckpointAsync(cancellationToken);
        return new PostgresStore(new PostgresStoreOptions { ConnectionString = _connectionString });
    }

    /// <inheritdoc/>
    public async Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken) =>
        await _wal.ReadBytesAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldSnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, TableSize>> MeasureTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand(TableSizes, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sizes = new Dictionary<string, TableSize>();
        while (await reader.ReadAsync(cancellationToken))
        {
            sizes[reader.GetString(0)] = new TableSize(reader.GetInt64(1), 0);
        }
        return sizes;
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(_connectionString).Database;
        await server.AdministerAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _wal.DisposeAsync();

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString;
        var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
