using Npgsql;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>What a connection tells of the database's settings, as PostgreSQL writes them.</summary>
internal sealed record DatabaseSettings
{
    private static readonly string s_settings = Sql.Read("CheckSettings");

    /// <summary>The version, 150004 for 15.4.</summary>
    public required int Version { get; init; }

    /// <summary>True if something between us and the database answers in its place.</summary>
    public required bool IsPooled { get; init; }

    public required string Encoding { get; init; }

    public required string Fsync { get; init; }

    public required string DataSyncRetry { get; init; }

    public required string SynchronousCommit { get; init; }

    /// <summary>The synchronous standbys; empty if there are none.</summary>
    public required string StandbyNames { get; init; }

    public required string IdleSessionTimeout { get; init; }

    public required string Isolation { get; init; }

    public required string FullPageWrites { get; init; }

    /// <summary>In seconds; 0 if the server's system has none, or the connection is no TCP.</summary>
    public required string KeepalivesIdle { get; init; }

    /// <summary>In milliseconds; 0 as above.</summary>
    public required string UserTimeout { get; init; }

    /// <summary>True if the connection is a Unix socket.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>How many standbys and other receivers of the log are connected.</summary>
    public required long Receivers { get; init; }

    /// <summary>Asks a connection.</summary>
    public static async Task<DatabaseSettings> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(s_settings));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new DatabaseSettings
        {
            Version = reader.GetInt32(0),
            IsPooled = reader.GetInt32(1) != connection.ProcessID,
            Encoding = reader.GetString(2),
            Fsync = reader.GetString(3),
            DataSyncRetry = reader.GetString(4),
            SynchronousCommit = reader.GetString(5),
            StandbyNames = reader.GetString(6),
            IdleSessionTimeout = reader.GetString(7),
            Isolation = reader.GetString(8),
            FullPageWrites = reader.GetString(9),
            KeepalivesIdle = reader.GetString(10),
            UserTimeout = reader.GetString(11),
            IsLocal = reader.GetBoolean(12),
            Receivers = reader.GetInt64(13),
        };
    }
}
