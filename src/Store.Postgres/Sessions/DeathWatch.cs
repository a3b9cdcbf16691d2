using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Sessions;

/// <summary>
/// Notices the death of another process at once: a connection of the pool waits for the lock that the process holds, in
/// short slices, since a wait keeps old rows from being removed.
/// </summary>
internal sealed class DeathWatch(SessionLinks links)
{
    // An owner whose connection has broken takes its lock again within this time; it is not dead.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(5);
    private static readonly string s_watched = Sql.Read("SessionWatched");
    private static readonly string s_watch = Sql.Read("SessionWatch");

    private readonly Lock _lock = new();
    private Task _slice = Task.CompletedTask;
    private SessionId _watched;

    /// <summary>
    /// Returns when the session's lock was freed, or a slice has ended without that, or the time is over.
    /// </summary>
    public async Task WaitAsync(SessionId session, TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await Slice(session).WaitAsync(longest, TimeProvider.System, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or StoreUnavailableException)
        {
            // As good as a hint.
        }
    }

    private Task Slice(SessionId session)
    {
        lock (_lock)
        {
            if (!_slice.IsCompleted && _watched == session) return _slice;
            _watched = session;
            _slice = RunAsync(session);
            Gateway.LeaveBehind(_slice);
            return _slice;
        }
    }

    private async Task RunAsync(SessionId session)
    {
        long begun = TimeProvider.System.GetTimestamp();
        await links.General.ReadAsync(
            async (connection, stop) =>
            {
                await using var batch = Parameters.Batch(
                    connection,
                    Parameters.Command(
                        s_watched, Parameters.Of(LockKeys.Session), Parameters.Of(LockKeys.Of(session.Value))),
                    Parameters.Command(s_watch));
                return await batch.ExecuteNonQueryAsync(stop);
            },
            CancellationToken.None);
        // Free all the time, as after a restart of the database, is no news.
        if (TimeProvider.System.GetElapsedTime(begun) > s_atOnce)
            await Task.Delay(s_grace, TimeProvider.System, CancellationToken.None);
    }
}
