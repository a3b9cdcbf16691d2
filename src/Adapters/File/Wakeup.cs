namespace Viaduct.Adapters.File;

/// <summary>A wait that somebody may cut short. A call made while nobody waits cuts the next wait short.</summary>
internal sealed class Wakeup(TimeProvider time)
{
    private volatile TaskCompletionSource _called = New();

    /// <summary>Cuts the wait short.</summary>
    public void Call() => _called.TrySetResult();

    /// <summary>Waits for a call, at most this long. True if there was one.</summary>
    public async ValueTask<bool> WaitAsync(TimeSpan atMost)
    {
        var called = _called;
        if (!called.Task.IsCompleted && atMost > TimeSpan.Zero)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(called.Task, Task.Delay(atMost, time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }

        if (!called.Task.IsCompleted) return false;
        // Calls from here on are about what the caller has not looked at yet.
        _called = New();
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
