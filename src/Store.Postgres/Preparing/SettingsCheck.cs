using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>
/// Refuses a database that would lose what it has confirmed, or drop locks of the living, and that no proper set-up
/// needs to be so; warns of what is right in some set-ups and loses messages in others.
/// </summary>
internal sealed class SettingsCheck(Gateway gateway, ILogger logger)
{
    private const int VersionMin = 140000;
    private static readonly string s_endBackend = Sql.Read("SessionEndBackend");

    /// <exception cref="StoreRefusedException">Names the setting and the fix.</exception>
    public async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var settings = await DatabaseSettings.ReadAsync(connection, cancellationToken);
        Refuse(settings);
        await ProveEndingAsync(connection, cancellationToken);
        foreach (string warning in Warnings(settings, gateway.Nodes)) logger.UnsafeSetting(warning);
    }

    /// <summary>What is not as it should be, and may be meant.</summary>
    internal static IEnumerable<string> Warnings(DatabaseSettings settings, int nodes)
    {
        // One server without a standby has nothing to fail over to.
        if (settings.StandbyNames.Length == 0 && (nodes > 1 || settings.Receivers > 0))
        {
            yield return
                "no standby is synchronous, so a failover forgets the last messages that were confirmed. Set "
                + "synchronous_standby_names (Patroni: synchronous_mode: true).";
        }
        if (settings.FullPageWrites != "on")
        {
            yield return
                "full_page_writes is off: after a power failure pages can be torn, unless the file system writes them "
                + "whole (ZFS). Set it to on.";
        }
        if (!settings.IsLocal && (settings.KeepalivesIdle == "0" || settings.UserTimeout == "0"))
        {
            yield return
                "the database's system has no TCP keepalives or user time-out, so a machine that vanishes keeps its "
                + "row locks until somebody takes over from it. Run the database on Linux, or set the system's times.";
        }
    }

    private static void Refuse(DatabaseSettings settings)
    {
        RefuseIf(
            settings.Version < VersionMin,
            $"The database is PostgreSQL {settings.Version / 10000}; Viaduct needs 14 or later. Upgrade it.");
        RefuseIf(
            settings.IsPooled,
            "There is a connection pooler between Viaduct and PostgreSQL. It drops the locks by which processes know "
            + "of each other: connect to the database itself.");
        RefuseIf(
            settings.Encoding != "UTF8",
            $"The database's encoding is {settings.Encoding}; create it with ENCODING 'UTF8'.");
        RefuseIf(
            settings.Fsync != "on",
            "fsync is off: a power failure would destroy what was confirmed. Set fsync = on in postgresql.conf.");
        RefuseIf(
            settings.DataSyncRetry != "off",
            "data_sync_retry is on: a failed write could be taken for a good one. Set data_sync_retry = off.");
        RefuseDurability(settings.SynchronousCommit, settings.StandbyNames);
        RefuseIf(
            settings.IdleSessionTimeout is not ("0" or "0ms"),
            $"idle_session_timeout is {settings.IdleSessionTimeout} although Viaduct asks for 0: something between it "
            + "and the database removes the options of connections. Closing an idle one frees the lock of a living "
            + "process.");
        RefuseIf(
            settings.Isolation != "read committed",
            $"Transactions run at '{settings.Isolation}' although Viaduct asks for 'read committed'.");
    }

    private static void RefuseDurability(string synchronousCommit, string standbys)
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

    /// <summary>Proves that this role may end its own connections, which a taker must.</summary>
    private async Task ProveEndingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
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

    private static void RefuseIf(bool condition, string why)
    {
        if (condition) throw new StoreRefusedException(why);
    }
}
