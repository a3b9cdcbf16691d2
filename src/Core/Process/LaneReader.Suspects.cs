using System.Runtime.InteropServices;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Rule 27: when owners died again and again at the same position, the items that may have been in hand are worked one
/// at a time in the whole process, each marked by its worker when it is about to begin. An item that was marked at
/// several deaths has ended its process: it is suspended.
/// </summary>
internal sealed partial class LaneReader
{
    /// <summary>
    /// The most items that can have been with senders at a death; what comes later is worked as ever.
    /// </summary>
    private const int SuspectsMax = 1_000;

    // How often an item was begun alone and not ended, that is, at how many deaths it was alone.
    private readonly Dictionary<Position, int> _marks = [];
    private readonly HashSet<WorkItem> _alone = [];
    private int _suspectsLeft;

    private void Restore(ReaderGrant grant)
    {
        foreach (var row in grant.Transmits)
            foreach (var record in TransmitCodec.Read(row.Records.Span))
            {
                _restoredThrough = Math.Max(_restoredThrough, record.Item.Sequence);
                if (record.Text != WorkItem.BegunAlone) _recorded[record.Item] = record.Text;
                else if (grant.Deaths > 0)
                    CollectionsMarshal.GetValueRefOrAddDefault(_marks, record.Item, out _)++;
            }

        _suspectsLeft = grant.Deaths >= DeathLimits.Suspect ? SuspectsMax : 0;
    }

    /// <summary>Keeps an item back to be worked alone, if it is a suspect.</summary>
    private bool HandledAsSuspect(WorkItem item, int port)
    {
        _marks.Remove(item.Position, out int deaths);
        if (deaths >= DeathLimits.Alone)
        {
            _services.Poisoned.Enqueue(item);
            return true;
        }

        if (deaths == 0 && _suspectsLeft == 0) return false;
        if (_suspectsLeft > 0) _suspectsLeft--;
        item.IsAlone = true;
        WaitAlone(item, port, isFirst: deaths > 0);
        return true;
    }

    private void WaitAlone(WorkItem item, int port, bool isFirst) =>
        _services.Suspects.Enter(() => BeginAlone(item, port), isFirst);

    // Its port may have been detached while it waited for its turn.
    private bool BeginAlone(WorkItem item, int port)
    {
        lock (_lock)
        {
            if (!HandledByMode(port, item))
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
