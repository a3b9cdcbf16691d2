namespace Viaduct.Core.Store;

/// <summary>Waiters that are released together, on one thread of the pool.</summary>
internal sealed class WaiterGroup(WaiterRelease release) : IThreadPoolWorkItem
{
    /// <summary>Larger groups would keep a second core idle, smaller ones wake threads too often.</summary>
    public const int Size = 16;

    private readonly List<EntryWaiter> _waiters = new(Size);

    public bool IsFull => _waiters.Count == Size;

    public void Add(EntryWaiter waiter) => _waiters.Add(waiter);

    void IThreadPoolWorkItem.Execute()
    {
        foreach (var waiter in _waiters) waiter.Release();
        release.Ended();
    }
}
