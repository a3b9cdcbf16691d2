using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// Notices the death of another process at once: a thread waits for the lock that the process holds. One thread for
/// each session that is watched, until that ends; the system lets nobody break off the wait.
/// </summary>
internal sealed class DeathWatch
{
    private const int StackBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task> _watched = [];

    /// <summary>Returns when the session's lock has been freed, or the time is over.</summary>
    public async Task WaitAsync(
        SessionFiles files, SessionId session, TimeSpan longest, CancellationToken cancellationToken)
    {
        var death = Watch(files, session.Value);
        try
        {
            await death.WaitAsync(longest, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: as good as a hint.
        }
    }

    private Task Watch(SessionFiles files, long session)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(session, out var death)) return death;
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watched.Add(session, signal.Task);
            var thread = new Thread(
                () =>
                {
                    files.WaitUntilFree(session);
                    lock (_gate) _watched.Remove(session);
                    signal.TrySetResult();
                },
                StackBytes)
            {
                IsBackground = true, Name = $"watch of session {session}",
            };
            thread.Start();
            return signal.Task;
        }
    }
}
