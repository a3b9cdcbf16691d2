using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>
/// Commits once, and says what every commit waits for if that one does: a synchronous standby that is named and not
/// there stops everything, and the database itself says nothing of it.
/// </summary>
internal static class StandbyCheck
{
    private const string ForStandby = "SyncRep";
    private static readonly string s_atWork = Sql.Read("IsAtWork");
    private static readonly string s_end = Sql.Read("EndProbe");

    /// <param name="gateway">The connections.</param>
    /// <param name="connection">Where to ask, meanwhile.</param>
    /// <param name="patience">How long the commit may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">It takes longer; names the setting and the fix.</exception>
    public static async Task RunAsync(
        Gateway gateway, NpgsqlConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        var probe = await gateway.OpenDedicatedAsync(cancellationToken);
        var commit = CommitAsync(probe);
        try
        {
            while (!await HasEndedAsync(commit, patience, cancellationToken))
            {
                if (await AskAsync(s_atWork) is not ForStandby) continue;
                await AskAsync(s_end);
                string names = (await DatabaseSettings.ReadAsync(connection, cancellationToken)).StandbyNames;
                throw new StoreUnavailableException(
                    $"Commits wait for a synchronous standby: synchronous_standby_names is '{names}', and no standby "
                    + "that it names answers. Start one, or correct the setting (ALTER SYSTEM SET "
                    + "synchronous_standby_names = '...'; SELECT pg_reload_conf()).");
            }
            await commit;
        }
        finally
        {
            Gateway.LeaveBehind(commit);
        }

        // What it is at; or, since nobody waits for its outcome, its end.
        async Task<string?> AskAsync(string sql)
        {
            await using var ask = Parameters.Batch(connection, Parameters.Command(
                sql, Parameters.Of(probe.Backend.ProcessId), Parameters.Of(probe.Backend.StartedAt),
                Parameters.Of(gateway.ApplicationName)));
            return await ask.ExecuteScalarAsync(cancellationToken) as string;
        }
    }

    private static async Task CommitAsync(Dedicated probe)
    {
        await using (probe) await ReplicationProof.RunAsync(probe.Connection);
    }

    private static async Task<bool> HasEndedAsync(Task commit, TimeSpan longest, CancellationToken cancellationToken)
    {
        await commit.WaitAsync(longest, TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (commit.IsCompleted) return true;
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }
}
