using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Rule 27: when owners died again and again at the same position, the items that may have been in hand are worked one
/// at a time, each marked before it begins. An item that is marked at one more death has ended its process: it is
/// suspended.
/// </summary>
internal sealed partial class LaneReader
{
    /// <summary>From so many deaths at one position on, items are suspects.</summary>
    public const int SuspectDeaths = 2;

    /// <summary>
    /// The most items that can have been with senders at a death; what comes later is worked as ever.
    /// </summary>
    private const int SuspectsMax = 1_000;

    private const string Mark = "\u0001alone";

    private readonly Queue<(WorkItem Item, ISendPortWorker Worker)> _suspects = new();
    private readonly HashSet<Position> _marked = [];
    private int _suspectsLeft;
    private WorkItem? _alone;

    private void Restore(ReaderGrant grant)
    {
        foreach (var row in grant.Transmits)
            foreach (var record in TransmitCodec.Read(row.Records.Span))
            {
                if (record.Text != Mark) _recorded[record.Item] = record.Text;
                else if (grant.Deaths > 0) _marked.Add(record.Item); // Died at this position, with this mark.
            }

        _suspectsLeft = grant.Deaths >= SuspectDeaths ? SuspectsMax : 0;
    }

    /// <summary>Keeps an item back to be worked alone, if it is a suspect.</summary>
    private bool HandledAsSuspect(WorkItem item, ISendPortWorker worker)
    {
        if (_marked.Remove(item.Position))
        {
            _services.Poisoned.Enqueue(item);
            return true;
        }

        if (_suspectsLeft == 0) return false;
        _suspectsLeft--;
        _suspects.Enqueue((item, worker));
        NextAlone();
        return true;
    }

    private void NextAlone()
    {
        if (_alone is not null || !_suspects.TryDequeue(out var next)) return;
        _alone = next.Item;
        var entry = new CommitEntry(new MarkedItem(next.Item, next.Worker)) { Reader = Progress };
        entry.Transmits = [new TransmitRecord(next.Item.Position, Mark)];
        _services.Unit.Enqueue(entry);
    }

    /// <summary>The item that was worked alone has ended: the next one may begin.</summary>
    private void AloneReleased(WorkItem item)
    {
        if (!ReferenceEquals(_alone, item)) return;
        _alone = null;
        NextAlone();
    }

    private sealed class MarkedItem(WorkItem item, ISendPortWorker worker) : ICommitObserver
    {
        void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
        {
            if (outcome == EntryOutcome.Committed) worker.Enqueue(item);
            else item.Origin.Released(item, outcome);
        }
    }
}
