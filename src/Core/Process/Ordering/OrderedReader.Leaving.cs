using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <content>It leaves this process for another one, as a whole (rules 80 and 100).</content>
internal sealed partial class OrderedReader : ILeavingReader
{
    // What was about to be begun since the reader is leaving; it is begun by the heir, or here after all.
    private readonly List<WorkItem> _kept = [];
    private int _itemsBegun;
    private bool _leaving;

    /// <inheritdoc/>
    public bool IsQuiet
    {
        get
        {
            lock (_lock) return _itemsBegun == 0 && !_running;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OwnedReader> Owned
    {
        get
        {
            lock (_lock)
                return
                [
                    .. _lanes.Values.Select(lane => new OwnedReader(lane.Progress.ReaderLane, lane.Progress.Epoch)),
                ];
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
    }

    /// <inheritdoc/>
    public void Stay()
    {
        var next = new List<WorkItem>();
        List<WorkItem> kept;
        lock (_lock)
        {
            (_leaving, _stopped) = (false, false);
            kept = [.. _kept];
            _kept.Clear();
            foreach (var line in _lines.Values.ToList())
                if (NextLocked(line) is { } first) next.Add(first);
        }

        foreach (var item in kept)
        {
            if (item.IsAlone) services.Lanes.Suspects.Enter(() => BeginAlone(item), isFirst: true);
            else Hand(item);
        }

        LetBegin(next);
        Poll();
    }

    /// <summary>True if an item may begin; else it is kept.</summary>
    public bool MayBegin(WorkItem item)
    {
        bool wasAlone;
        lock (_lock)
        {
            if (!_leaving)
            {
                if (!item.HasBegun) _itemsBegun++;
                return item.HasBegun = true;
            }

            _kept.Add(item);
            wasAlone = _alone.Remove(item);
        }

        if (wasAlone) services.Lanes.Suspects.Leave();
        return false;
    }
}
