namespace Viaduct.Core.Process;

/// <summary>
/// Rule 27: when owners died again and again at the same position, the items that may have been in hand are worked one
/// at a time in the whole process, each marked by its worker when it is about to begin. An item that was marked at
/// several deaths has ended its process: it is suspended.
/// </summary>
internal sealed partial class LaneReader
{
    private readonly HashSet<WorkItem> _alone = [];

    /// <summary>Keeps an item back to be worked alone, if it is a suspect.</summary>
    private bool HandledAsSuspect(WorkItem item, int port)
    {
        var suspicion = _earlier.TakeSuspicion(item.Position);
        if (suspicion == Suspicion.None) return false;
        if (suspicion == Suspicion.Poison)
        {
            _services.Poisoned.Enqueue(item);
            return true;
        }

        item.IsAlone = true;
        WaitAlone(item, port, isFirst: suspicion == Suspicion.WasAlone);
        return true;
    }

    private void WaitAlone(WorkItem item, int port, bool isFirst) =>
        _services.Suspects.Enter(() => BeginAlone(item, port), isFirst);

    // Its port may have been detached while it waited for its turn.
    private bool BeginAlone(WorkItem item, int port)
    {
        lock (_lock)
        {
            if (_leaving)
            {
                _kept.Add((item, _port(port)?.Worker ?? _services.GonePort));
            }
            else if (!HandledByMode(port, item))
            {
                _alone.Add(item);
                (_port(port)?.Worker ?? _services.GonePort).Enqueue(item);
                return true;
            }
        }

        WriteSkipped();
        return false;
    }
}
