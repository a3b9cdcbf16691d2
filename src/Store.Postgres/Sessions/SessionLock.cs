using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// The lock of a session, on an idle connection of its own: PostgreSQL frees it milliseconds after the process has
/// died. If the connection breaks while the process lives, the lock is taken again, and the row says where.
/// </summary>
internal sealed class SessionLock : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly string s_lock = Sql.Read("SessionLock");
    private static readonly string s_unlock = Sql.Read("Unlock");
    private static readonly string s_relock = Sql.Read("SessionRelock");
    private static readonly string s_endBackend = Sql.Read("SessionEndBackend");

    private readonly Gateway _gateway;
    private readonly SessionId _session;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Dedicated _held;
    private Task _watch = Task.CompletedTask;

    private SessionLock(Gateway gateway, SessionId session, Dedicated held, ILogger logger)
    {
        _gateway = gateway;
        _session = session;
        _held = held;
        _logger = logger;
    }

    /// <summary>Where the lock lives.</summary>
    public Backend Backend => _held.Backend;

    /// <summary>Takes the lock of a new session.</summary>
    public static async Task<SessionLock> TakeAsync(
        Gateway gateway, SessionId session, ILogger logger, CancellationToken cancellationToken)
    {
        var held = await gateway.OpenDedicatedAsync(cancellationToken);
        if (await TryLockAsync(held.Connection, session, cancellationToken))
        {
            return new SessionLock(gateway, session, held, logger);
        }
        await held.DisposeAsync();
        throw new InvalidOperationException($"The lock of the new session {session} is held already.");
    }

    /// <summary>Begins to watch the connection, once the session's row is written.</summary>
    public void Watch() => _watch = Task.Run(() => WatchAsync(_stop.Token), _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        // A database that is silent is not waited for.
        var unlock = UnlockAsync(_held);
        await Task.WhenAny(unlock, Task.Delay(s_patience, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>Closing the connection frees the lock too, a moment later: who looks next shall find it free.</summary>
    private async Task UnlockAsync(Dedicated held)
    {
        try
        {
            await using var batch = Parameters.Batch(held.Connection, Parameters.Command(
                s_unlock, Parameters.Of(LockKeys.Session), Parameters.Of(LockKeys.Of(_session.Value))));
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            // Then it is free already.
        }
        await held.DisposeAsync();
    }

    private static async Task<bool> TryLockAsync(
        NpgsqlConnection connection, SessionId session, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_lock, Parameters.Of(LockKeys.Session), Parameters.Of(LockKeys.Of(session.Value))));
        return (bool)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await WaitForLossAsync(stop);
                if (!await RetakeAsync(stop)) return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Ends when the connection does, or leads to a database that was replaced.</summary>
    private async Task WaitForLossAsync(CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop, _gateway.UntilSuperseded());
        try
        {
            // Nothing is ever sent here.
            while (!_gateway.HasReplaced(_held.Backend)) await _held.Connection.WaitAsync(wait.Token);
            _logger.LockLost(_session.Value, "The database has failed over.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _logger.LockLost(_session.Value, "The database has failed over.");
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            _logger.LockLost(_session.Value, error.Message);
            _gateway.Health.Failed(error);
        }
    }

    private async Task<bool> RetakeAsync(CancellationToken stop)
    {
        var lost = _held;
        await lost.DisposeAsync();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                if (await TryRetakeAsync(lost.Backend, stop) is { } alive) return alive;
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                _gateway.Health.Failed(error);
            }
            await _gateway.PauseAsync(stop);
        }
    }

    /// <summary>True: held again. False: the session is gone. Null: not yet.</summary>
    private async Task<bool?> TryRetakeAsync(Backend lost, CancellationToken stop)
    {
        var fresh = await _gateway.OpenDedicatedAsync(stop);
        bool keep = false;
        try
        {
            if (!await TryLockAsync(fresh.Connection, _session, stop))
            {
                // Our old server process has not noticed yet that the connection is gone; or a taker is at work.
                await EndBackendAsync(fresh.Connection, lost, stop);
                return null;
            }
            if (!await RecordAsync(fresh, stop))
            {
                _logger.SessionGone(_session.Value);
                return false;
            }
            _held = fresh;
            keep = true;
            _logger.LockHeldAgain(_session.Value);
            return true;
        }
        finally
        {
            if (!keep) await fresh.DisposeAsync();
        }
    }

    private async Task EndBackendAsync(NpgsqlConnection connection, Backend lost, CancellationToken stop)
    {
        await using var batch = Parameters.Batch(connection, Parameters.Command(
            s_endBackend, Parameters.Of(lost.ProcessId), Parameters.Of(lost.StartedAt),
            Parameters.Of(_gateway.ApplicationName)));
        await batch.ExecuteNonQueryAsync(stop);
    }

    private async Task<bool> RecordAsync(Dedicated fresh, CancellationToken stop)
    {
        var backend = fresh.Backend;
        await using var batch = Parameters.Batch(fresh.Connection, Parameters.Command(
            s_relock, Parameters.Of(_session.Value), Parameters.Of(backend.Timeline),
            Parameters.Of(backend.ServerStartedAt), Parameters.Of(backend.RecoveredAt),
            Parameters.Of(backend.ProcessId), Parameters.Of(backend.StartedAt)));
        return await batch.ExecuteNonQueryAsync(stop) == 1;
    }
}
