using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>The ports that a host's reader does not hand work to, because they are detached (rule 55).</summary>
internal sealed partial class LaneReader : ICommitObserver
{
    private readonly Dictionary<int, PortMode> _modes = [];
    private readonly List<(int Port, WorkItem Item)> _held = [];
    private readonly List<Position> _skipped = [];

    /// <summary>Everything up to this sequence has been taken up.</summary>
    public long LoadedThrough
    {
        get
        {
            lock (_lock) return _loadedThrough;
        }
    }

    /// <summary>Everything up to this sequence is known to be in the log: the writer has told of it.</summary>
    public long DeliveredThrough
    {
        get
        {
            lock (_lock) return Math.Max(_deliveredThrough, _loadedThrough);
        }
    }

    /// <summary>
    /// Up to this sequence items may be done or passed over, by this process or an owner before it, whether this one
    /// has taken them up yet or not.
    /// </summary>
    public long WorkedThrough
    {
        get
        {
            lock (_lock) return Math.Max(_loadedThrough, _restoredThrough);
        }
    }

    /// <summary>True if everything up to a sequence has been taken up, as far as the writer has told.</summary>
    public bool HasLoaded(long through)
    {
        lock (_lock) return !_behind || _loadedThrough >= through;
    }

    /// <summary>What is done with a port's items.</summary>
    public PortMode ModeOf(int port)
    {
        lock (_lock) return _modes.GetValueOrDefault(port);
    }

    /// <summary>
    /// Passes over the items of a port from now on, and over those parked: the store has its own reader for them.
    /// </summary>
    public void SkipPort(int port, IReadOnlyList<WorkItem> parked)
    {
        int begunAlone = 0;
        lock (_lock)
        {
            _modes[port] = PortMode.Skipped;
            foreach (var item in parked)
            {
                SkipLocked(item);
                if (_alone.Remove(item)) begunAlone++;
            }

            foreach (var (_, item) in _held.Where(h => h.Port == port)) SkipLocked(item);
            _held.RemoveAll(h => h.Port == port);
        }

        for (; begunAlone > 0; begunAlone--) _services.Suspects.Leave();
        WriteSkipped();
        ReadIfDue();
    }

    /// <summary>Keeps the items of a port back from now on.</summary>
    /// <returns>
    /// The sequence up to which the port's own reader still works: some of that may have been passed over.
    /// </returns>
    public long HoldPort(int port)
    {
        lock (_lock)
        {
            _modes[port] = PortMode.Held;
            return Math.Max(_loadedThrough, _restoredThrough);
        }
    }

    /// <summary>Passes over the held items of a port up to a sequence: its own reader has worked them.</summary>
    public void SkipHeld(int port, long through)
    {
        lock (_lock)
        {
            foreach (var (_, item) in _held.Where(h => h.Port == port && h.Item.Position.Sequence <= through))
                SkipLocked(item);
            _held.RemoveAll(h => h.Port == port && h.Item.Position.Sequence <= through);
        }

        WriteSkipped();
    }

    /// <summary>Hands the items of a port to its worker again, those held first.</summary>
    public void HandPort(int port)
    {
        lock (_lock)
        {
            _modes.Remove(port);
            var worker = _port(port)?.Worker ?? _services.GonePort;
            foreach (var (_, item) in _held.Where(h => h.Port == port))
            {
                if (item.IsAlone) WaitAlone(item, port, isFirst: false);
                else worker.Enqueue(item);
            }

            _held.RemoveAll(h => h.Port == port);
        }
    }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        // Passing over items twice, or not at all, does no harm: the port's own reader has them.
    }

    /// <summary>Passes over an item, or keeps it back, if that is what is done with its port's items.</summary>
    private bool HandledByMode(int port, WorkItem item)
    {
        switch (_modes.GetValueOrDefault(port))
        {
            case PortMode.Skipped:
                SkipLocked(item);
                return true;
            case PortMode.Held:
                _held.Add((port, item));
                return true;
            default:
                return false;
        }
    }

    private void SkipLocked(WorkItem item)
    {
        _skipped.Add(item.Position);
        _itemsInHand--;
        _bytesInHand -= item.Weight;
    }

    private void WriteSkipped()
    {
        List<Position> skipped;
        lock (_lock)
        {
            if (_skipped.Count == 0) return;
            skipped = [.. _skipped];
            _skipped.Clear();
        }

        _services.Unit.Enqueue(new CommitEntry(this) { Reader = Progress, Completed = skipped });
    }
}
