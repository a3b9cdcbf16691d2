namespace Viaduct.Core.Store;

/// <summary>
/// Releases the waiters of a commit in groups, and tells when all of their callers have gone on as far as they can:
/// many come back with the next entry at once.
/// </summary>
internal sealed class WaiterRelease
{
    private readonly TaskCompletionSource _ended = new();
    private WaiterGroup? _group;
    private int _pending = 1;

    /// <summary>Lets a waiter go with the others of its group.</summary>
    public void Add(EntryWaiter waiter)
    {
        _group ??= new WaiterGroup(this);
        _group.Add(waiter);
        if (_group.IsFull) Queue();
    }

    /// <summary>Lets the last ones go.</summary>
    /// <returns>Completes when every caller has come back, waits for something else, or has ended.</returns>
    public Task Finish()
    {
        if (_group is not null) Queue();
        Ended();
        return _ended.Task;
    }

    /// <summary>A group has been released.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref _pending) == 0) _ended.TrySetResult();
    }

    private void Queue()
    {
        Interlocked.Increment(ref _pending);
        ThreadPool.UnsafeQueueUserWorkItem(_group!, preferLocal: false);
        _group = null;
    }
}
