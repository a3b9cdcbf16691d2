namespace Viaduct.Core.Store;

/// <summary>Waiters that are released together, on one thread of the pool.</summary>
internal sealed class WaiterGroup : IThreadPoolWorkItem
{
    /// <summary>Larger groups would keep a second core idle, smaller ones wake threads too often.</summary>
    public const int Size = 16;

    private readonly List<EntryWaiter> _waiters = new(Size);

    public bool IsFull => _waiters.Count == Size;

    public void Add(EntryWaiter waiter) => _waiters.Add(waiter);

    /// <summary>Releases them on the thread pool.</summary>
    public void Release()
    {
        if (_waiters.Count > 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        foreach (var waiter in _waiters) waiter.Release();
    }
}
