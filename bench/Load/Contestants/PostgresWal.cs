using Npgsql;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>How much a PostgreSQL server has written to its log.</summary>
internal sealed class PostgresWal(PostgresServer server) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(server.AdminConnectionString);

    /// <summary>Bytes since the server was created.</summary>
    public async Task<long> ReadBytesAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Writes a checkpoint, so that none of the last run falls into the next.</summary>
    public async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("CHECKPOINT");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
