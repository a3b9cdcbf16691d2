using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>Raises a session's counter on a connection of its own, so that it waits behind nothing (rule 29).</summary>
internal sealed class HeartbeatConnection(
    Gateway gateway, SessionId session, PostgresStoreOptions options, ILogger logger) : IAsyncDisposable
{
    private static readonly string s_heartbeat = Sql.Read("SessionHeartbeat");
    private readonly Silence _silence = new(gateway, options, logger);
    private Dedicated? _idle;

    /// <returns>False if the session is gone.</returns>
    public async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool alive;
            var kept = Interlocked.Exchange(ref _idle, null);
            if (kept is not null && gateway.HasReplaced(kept.Backend))
            {
                await kept.DisposeAsync();
                kept = null;
            }
            try
            {
                alive = await BeatAsync(kept ?? await gateway.OpenDedicatedAsync(cancellationToken), cancellationToken);
            }
            catch (Exception error) when (kept is not null && StoreErrors.IsBroken(error))
            {
                // It may have broken long ago: once more, on a new one.
                alive = await BeatAsync(await gateway.OpenDedicatedAsync(cancellationToken), cancellationToken);
            }
            gateway.Health.Answered();
            return alive;
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            gateway.Health.Failed(error);
            throw StoreErrors.Unavailable("The database", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } connection) await connection.DisposeAsync();
    }

    private async Task<bool> BeatAsync(Dedicated connection, CancellationToken cancellationToken)
    {
        var beat = RunAsync(connection);
        try
        {
            if (await _silence.IsAnsweredAsync(connection.Backend, beat, cancellationToken)) return await beat;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Gateway.LeaveBehind(beat);
            throw;
        }
        Gateway.LeaveBehind(beat);
        throw new NotPrimaryException("A heartbeat is not answered any more.");
    }

    /// <summary>
    /// Never cancelled: the answer to a cancelled commit may be a lie. If nobody waits, it ends by itself.
    /// </summary>
    private async Task<bool> RunAsync(Dedicated connection)
    {
        bool keep = false;
        try
        {
            await using var batch = Parameters.Batch(
                connection.Connection, Parameters.Command(s_heartbeat, Parameters.Of(session.Value)));
            bool alive = await batch.ExecuteNonQueryAsync() == 1;
            keep = Interlocked.CompareExchange(ref _idle, connection, null) is null;
            return alive;
        }
        finally
        {
            if (!keep) await connection.DisposeAsync();
        }
    }
}
