using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres.Hints;

/// <summary>
/// Wakes those who wait for a change: at most one NOTIFY per 5 ms and process, the first at once and the last
/// certainly sent, never within a commit, where it would serialise all commits of the database.
/// </summary>
internal sealed class HintSender(SessionLinks links)
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int SendingAndAsked = 2;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);
    private static readonly string s_notify = Sql.Read("Notify");
    private int _state;

    /// <summary>Returns at once. A hint that cannot be sent is lost: polling is the truth.</summary>
    public void Send()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if (state == SendingAndAsked) return;
            int next = state == Idle ? Sending : SendingAndAsked;
            if (Interlocked.CompareExchange(ref _state, next, state) != state) continue;
            if (state == Idle) Gateway.LeaveBehind(Task.Run(SendAllAsync));
            return;
        }
    }

    private async Task SendAllAsync()
    {
        do
        {
            Interlocked.CompareExchange(ref _state, Sending, SendingAndAsked);
            try
            {
                await SendOneAsync();
            }
            catch (StoreUnavailableException)
            {
                // A hint only.
            }
            await Task.Delay(s_interval, TimeProvider.System);
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Sending) != Sending);
    }

    private Task<int> SendOneAsync() => links.General.WriteAsync(
        static async (connection, none) =>
        {
            await using var batch = Parameters.Batch(connection, Parameters.Command(s_notify));
            return await batch.ExecuteNonQueryAsync(none);
        },
        CancellationToken.None);
}
