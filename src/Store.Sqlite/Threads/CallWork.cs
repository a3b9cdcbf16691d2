namespace Viaduct.Store.Sqlite.Threads;

/// <summary>A call that is made on one of the store's threads.</summary>
internal sealed class CallWork<T>(Func<int, T> call) : IWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _done.Task;

    public void Run(int thread)
    {
        try
        {
            _done.TrySetResult(call(thread));
        }
        // The root of the call: whoever waits for it learns what went wrong.
        catch (Exception failure)
        {
            _done.TrySetException(failure);
        }
    }

    public void Fail(Exception reason) => _done.TrySetException(reason);
}
