using Npgsql;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// The server process behind a connection, and the incarnation of the server it lives in. A process id alone is used
/// again; with the time it began it is not.
/// </summary>
/// <param name="ProcessId">The server process.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ServerStartedAt">When the server began.</param>
/// <param name="RecoveredAt">
/// When it last recovered from a crash of one of its processes, which frees all locks.
/// </param>
/// <param name="Timeline">The server's timeline; rises with each failover.</param>
/// <param name="IsReadOnly">True on a standby, or if the database takes no writes.</param>
internal sealed record Backend(
    int ProcessId, DateTimeOffset StartedAt, DateTimeOffset ServerStartedAt, DateTimeOffset RecoveredAt, long Timeline,
    bool IsReadOnly)
{
    private static readonly string s_sql = Sql.Read("Backend");

    /// <summary>Asks a connection who it is.</summary>
    public static async Task<Backend> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(s_sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Backend(
            reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2),
            reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt64(5), reader.GetBoolean(4));
    }

    /// <summary>True if the other lives in the same run of the same server.</summary>
    public bool IsSameServer(Backend other) =>
        Timeline == other.Timeline && ServerStartedAt == other.ServerStartedAt && RecoveredAt == other.RecoveredAt;
}
