using Microsoft.Extensions.Logging;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// Waits for the answer to something that is never cancelled, for as long as it may come. While there is none, the
/// nodes are looked at: a primary that was cut off never says that another has replaced it.
/// </summary>
internal sealed class Silence(Gateway gateway, PostgresStoreOptions options, ILogger logger)
{
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(500);
    private static readonly string s_atWork = Sql.Read("IsAtWork");

    /// <summary>Waits until it has ended, however it ends.</summary>
    /// <param name="backend">The server process that works on it.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="abandon">Ends the wait only.</param>
    /// <returns>
    /// False if no answer will come: the server process is gone, or waits for what was lost on the way, or the
    /// database has failed over.
    /// </returns>
    public async Task<bool> IsAnsweredAsync(Backend backend, Task sent, CancellationToken abandon)
    {
        if (await HasEndedAsync(sent, s_usual, abandon)) return true;
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(abandon, gateway.UntilSuperseded());
        long asked = TimeProvider.System.GetTimestamp();
        bool told = false;
        while (!gateway.HasReplaced(backend))
        {
            gateway.LookAround();
            try
            {
                if (TimeProvider.System.GetElapsedTime(asked) > options.SilenceMax)
                {
                    string? work = await FindWorkAsync(backend, wait.Token);
                    if (work is null) return sent.IsCompleted;
                    if (work == "SyncRep" && !told) logger.WaitsForStandby(options.SilenceMax);
                    told |= work == "SyncRep";
                    asked = TimeProvider.System.GetTimestamp();
                }
                if (await HasEndedAsync(sent, Slice, wait.Token)) return true;
            }
            catch (OperationCanceledException) when (!abandon.IsCancellationRequested)
            {
                // The database has failed over, perhaps at the moment of the answer.
                if (sent.IsCompleted) return true;
            }
        }
        return sent.IsCompleted;
    }

    private TimeSpan Slice => options.SilenceMax < s_usual ? options.SilenceMax : s_usual;

    private static async Task<bool> HasEndedAsync(Task sent, TimeSpan longest, CancellationToken stop)
    {
        if (sent.IsCompleted) return true;
        await sent.WaitAsync(longest, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (sent.IsCompleted) return true;
        stop.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>
    /// What the server process of a silent connection is at, as long as it works on what it was sent; something, too,
    /// if the database cannot be asked. Null if it is gone, or waits for what will never come.
    /// </summary>
    private async Task<string?> FindWorkAsync(Backend backend, CancellationToken stop)
    {
        try
        {
            await using var other = await gateway.OpenDedicatedAsync(stop);
            if (!other.Backend.IsSameServer(backend)) return null;
            await using var batch = Parameters.Batch(other.Connection, Parameters.Command(
                s_atWork, Parameters.Of(backend.ProcessId), Parameters.Of(backend.StartedAt),
                Parameters.Of(gateway.ApplicationName)));
            return (string?)await batch.ExecuteScalarAsync(stop);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            stop.ThrowIfCancellationRequested();
            gateway.Health.Failed(error);
            return "";
        }
    }
}
