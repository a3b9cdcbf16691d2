using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>Refuses a database that would lose what it has confirmed, or drop locks of the living.</summary>
internal static class SettingsCheck
{
    private const int VersionMin = 140000;
    private static readonly string s_settings = Sql.Read("CheckSettings");
    private static readonly string s_endBackend = Sql.Read("SessionEndBackend");

    /// <exception cref="StoreRefusedException">Names the setting and the fix.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(s_settings));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        int version = reader.GetInt32(0);
        RefuseIf(
            version < VersionMin,
            $"The database is PostgreSQL {version / 10000}; Viaduct needs 14 or later. Upgrade it.");
        RefuseIf(
            reader.GetInt32(1) != connection.ProcessID,
            "There is a connection pooler between Viaduct and PostgreSQL. It drops the locks by which processes know "
            + "of each other: connect to the database itself.");
        RefuseIf(
            reader.GetString(2) != "UTF8",
            $"The database's encoding is {reader.GetString(2)}; create it with ENCODING 'UTF8'.");
        RefuseIf(
            reader.GetString(3) != "on",
            "fsync is off: a power failure would destroy what was confirmed. Set fsync = on in postgresql.conf.");
        RefuseIf(
            reader.GetString(4) != "off",
            "data_sync_retry is on: a failed write could be taken for a good one. Set data_sync_retry = off.");
        CheckDurability(reader.GetString(5), reader.GetString(6));
        RefuseIf(
            reader.GetString(7) is not ("0" or "0ms"),
            $"idle_session_timeout is {reader.GetString(7)} although Viaduct asks for 0: something between it and the "
            + "database removes the options of connections. Closing an idle one frees the lock of a living process.");
        RefuseIf(
            reader.GetString(8) != "read committed",
            $"Transactions run at '{reader.GetString(8)}' although Viaduct asks for 'read committed'.");
    }

    /// <summary>Proves that this role may end its own connections, which a taker must.</summary>
    public static async Task ProveEndingAsync(
        Gateway gateway, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var victim = await gateway.OpenDedicatedAsync(cancellationToken);
        await using var batch = Parameters.Batch(connection, Parameters.Command(
            s_endBackend, Parameters.Of(victim.Backend.ProcessId), Parameters.Of(victim.Backend.StartedAt),
            Parameters.Of(gateway.ApplicationName)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        bool ended = await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(1, cancellationToken)
            && reader.GetBoolean(1);
        RefuseIf(
            !ended,
            "The database role cannot end its own connections (pg_terminate_backend), which taking over from a dead "
            + "process needs. Use one ordinary role for all servers of the group.");
    }

    private static void CheckDurability(string synchronousCommit, string standbys)
    {
        RefuseIf(
            synchronousCommit == "off",
            "synchronous_commit is off: a crash would lose what was confirmed. Set it to on, for the database and the "
            + "role too (ALTER ROLE ... RESET synchronous_commit).");
        RefuseIf(
            standbys.Length > 0 && synchronousCommit is ("local" or "remote_write"),
            $"synchronous_commit is {synchronousCommit} although there are synchronous standbys: a failover would lose "
            + "what was confirmed. Set it to on or remote_apply.");
    }

    private static void RefuseIf(bool condition, string why)
    {
        if (condition) throw new StoreRefusedException(why);
    }
}
