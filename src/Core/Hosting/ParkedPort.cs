using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Stands behind a send port that is stopped. Items of the log are kept until the port is detached; open items go back
/// to waiting.
/// </summary>
/// <param name="unit">The writer.</param>
/// <param name="lookAgain">How long a retry waits before it looks again whether its port is started.</param>
internal sealed class ParkedPort(CommitUnit unit, TimeSpan lookAgain) : IPortWorker, ICommitObserver
{
    private readonly Lock _lock = new();
    private readonly List<WorkItem> _items = [];
    private bool _stopped;
    private ISendPortWorker? _successor;

    /// <inheritdoc/>
    public int Queued
    {
        get
        {
            lock (_lock) return _items.Count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        var entry = new CommitEntry(this) { Tag = item };
        if (item.Origin.Postpone(entry, item, lookAgain))
        {
            unit.Enqueue(entry);
            return;
        }

        lock (_lock)
        {
            if (!_stopped)
            {
                _items.Add(item);
                return;
            }
        }

        if (_successor is { } successor) successor.Enqueue(item);
        else item.Origin.Released(item, EntryOutcome.Stopped);
    }

    /// <summary>Gives up the kept items of one origin.</summary>
    public IReadOnlyList<WorkItem> Take(IWorkOrigin origin)
    {
        lock (_lock)
        {
            var taken = _items.FindAll(i => ReferenceEquals(i.Origin, origin));
            _items.RemoveAll(i => ReferenceEquals(i.Origin, origin));
            return taken;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<WorkItem> Release(ISendPortWorker? successor)
    {
        lock (_lock)
        {
            _stopped = true;
            _successor ??= successor;
            IReadOnlyList<WorkItem> left = [.. _items];
            _items.Clear();
            return left;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkItem>> StopAsync(ISendPortWorker? successor, CancellationToken noTimeLeft) =>
        Task.FromResult(Release(successor));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var item = (WorkItem)entry.Tag!;
        item.Origin.Released(item, outcome);
    }
}
