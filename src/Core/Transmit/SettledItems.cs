using Viaduct.Core.Process;

namespace Viaduct.Core.Transmit;

/// <summary>Collects settled work items from any thread, grouped by origin.</summary>
internal sealed class SettledItems
{
    private readonly Lock _lock = new();

    private List<WorkItem>? _items;
    private TaskCompletionSource? _waiter;

    public void Add(WorkItem item)
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            (_items ??= []).Add(item);
            (waiter, _waiter) = (_waiter, null);
        }

        waiter?.TrySetResult();
    }

    /// <summary>Completes when there is something to take.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_items is not null) return Task.CompletedTask;
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>Takes what there is, one group per origin.</summary>
    public List<SettledEntry> Take()
    {
        List<WorkItem> items;
        lock (_lock)
        {
            if (_items is null) return [];
            (items, _items) = (_items, null);
        }

        items.RemoveAll(static i => !i.TryTakeSettled());
        if (items.Count == 0) return [];
        object key = items[0].Origin.GroupKey;
        if (items.TrueForAll(i => ReferenceEquals(i.Origin.GroupKey, key))) return [new SettledEntry(items)];
        return [.. items.GroupBy(i => i.Origin.GroupKey).Select(g => new SettledEntry([.. g]))];
    }
}
