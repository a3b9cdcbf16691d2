using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// A reader in a lane leaves this process for another one (rule 100), at a place where nothing is being sent.
/// </summary>
internal sealed partial class LaneReader : ILeavingReader
{
    // What was about to be begun since the reader is leaving; it is begun by the heir, or here after all.
    private readonly List<(WorkItem Item, ISendPortWorker Worker)> _kept = [];
    private int _itemsBegun;
    private volatile bool _leaving;

    /// <inheritdoc/>
    public bool IsQuiet
    {
        get
        {
            lock (_lock) return Volatile.Read(ref _itemsBegun) == 0 && !_reading;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OwnedReader> Owned => [new OwnedReader(Progress.ReaderLane, Progress.Epoch)];

    /// <summary>True if a port's items are kept back, because it is being detached or joined.</summary>
    public bool HoldsPorts
    {
        get
        {
            lock (_lock) return _modes.ContainsValue(PortMode.Held);
        }
    }

    /// <inheritdoc/>
    public bool IsLeaving
    {
        get
        {
            lock (_lock) return _leaving;
        }
    }

    /// <inheritdoc/>
    public void Leave()
    {
        lock (_lock) (_leaving, _stopped) = (true, true);
        // Whoever begins something from here on has seen it; whoever has not is counted.
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    public void Stay()
    {
        List<(WorkItem Item, ISendPortWorker Worker)> kept;
        lock (_lock)
        {
            (_leaving, _stopped) = (false, false);
            // What was committed meanwhile was not handed over.
            (_behind, _known, _drained) = (true, false, false);
            kept = [.. _kept];
            _kept.Clear();
        }

        foreach (var (item, worker) in kept)
        {
            if (item.IsAlone) _services.Suspects.Enter(() => BeginAgain(item, worker), isFirst: true);
            else worker.Enqueue(item);
        }

        ReadIfDue();
    }

    /// <summary>The lane belongs to this process from now on: its writer feeds the reader.</summary>
    public void Feed()
    {
        lock (_lock)
        {
            if (_isFed || _onlyPort is not null) return;
            (_isFed, _behind, _known, _drained) = (true, true, false, false);
        }

        ReadIfDue();
    }

    bool IWorkOrigin.MayBegin(WorkItem item, ISendPortWorker worker)
    {
        // Without the lock, which the writer holds for as long as it hands over what a commit has brought.
        if (item.HasBegun ? !_leaving : TryCount()) return item.HasBegun = true;
        bool wasAlone;
        lock (_lock)
        {
            if (!_leaving && (item.HasBegun || TryCount())) return item.HasBegun = true;
            _kept.Add((item, worker));
            wasAlone = _alone.Remove(item);
        }

        if (wasAlone) _services.Suspects.Leave();
        return false;
    }

    /// <summary>Counts an item that begins.</summary>
    /// <returns>False if the reader is leaving: it is not counted.</returns>
    private bool TryCount()
    {
        Interlocked.Increment(ref _itemsBegun);
        if (!_leaving) return true;
        Interlocked.Decrement(ref _itemsBegun);
        return false;
    }

    private bool BeginAgain(WorkItem item, ISendPortWorker worker)
    {
        lock (_lock)
        {
            if (_leaving)
            {
                _kept.Add((item, worker));
                return false;
            }

            _alone.Add(item);
        }

        worker.Enqueue(item);
        return true;
    }
}
