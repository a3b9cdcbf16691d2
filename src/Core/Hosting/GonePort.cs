using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Takes work for ports that this server does not have. Another server may have routed it by a configuration that this
/// one has not taken up yet: that is done first. What has no port then is suspended (docs/concepts/live-changes.md,
/// rule 8).
/// </summary>
/// <param name="suspending">Takes what has no port.</param>
/// <param name="takeUp">
/// Takes up what is active; false if nothing is taken up any more, because the session ends.
/// </param>
/// <param name="find">The worker of an item's port now; null if the port is gone.</param>
internal sealed class GonePort(
    ISendPortWorker suspending, Func<Task<bool>> takeUp, Func<WorkItem, ISendPortWorker?> find) : ISendPortWorker
{
    private readonly Lock _lock = new();
    private List<WorkItem> _waiting = [];
    private bool _isLooking;

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        lock (_lock)
        {
            _waiting.Add(item);
            if (_isLooking) return;
            _isLooking = true;
        }

        _ = Task.Run(LookAsync, CancellationToken.None);
    }

    // One look for all that have come before it.
    private async Task LookAsync()
    {
        while (Take() is { Count: > 0 } items)
        {
            bool isCurrent = await takeUp();
            foreach (var item in items)
            {
                // It stays where it is in the log, for whoever works it next.
                if (!isCurrent) item.Origin.Released(item, EntryOutcome.Stopped);
                else (find(item) ?? suspending).Enqueue(item);
            }
        }
    }

    private List<WorkItem> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = [];
            _isLooking = taken.Count > 0;
            return taken;
        }
    }
}
