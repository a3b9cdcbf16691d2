using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <content>The lines of the keys.</content>
internal sealed partial class OrderedReader
{
    private readonly Dictionary<string, KeyLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkItem, KeyLine> _lineOf = [];
    private readonly HashSet<WorkItem> _alone = [];

    /// <summary>
    /// The sender has ended with an item, whose completion is on its way: the next of its key begins.
    /// </summary>
    public void Sent(WorkItem item)
    {
        WorkItem? next;
        lock (_lock)
        {
            ForgetNewLocked(item);
            next = EndedLocked(item);
        }

        if (next is not null) Begin(next);
    }

    /// <summary>An item goes on as an open item.</summary>
    public void WentOn(WorkItem item, OpenItemRow row)
    {
        WorkItem? next;
        lock (_lock)
        {
            ForgetNewLocked(item);
            if (Holds(row.State) && _lineOf.TryGetValue(item, out var line))
                HoldLocked(LineOf(line.Key), item, row.Id);
            next = EndedLocked(item);
        }

        if (next is not null) Begin(next);
    }

    /// <summary>An item has left this process' hands.</summary>
    public void Released(WorkItem item, EntryOutcome outcome)
    {
        bool wasAlone, isDue;
        WorkItem? next = null;
        lock (_lock)
        {
            _itemsInHand--;
            _bytesInHand -= item.Weight;
            wasAlone = _alone.Remove(item);
            if (item.HasBegun) _itemsBegun--;
            if (outcome == EntryOutcome.Committed)
            {
                _new.Remove(item);
                next = EndedLocked(item);
            }
            else
            {
                ForgetNewLocked(item);
            }

            _lineOf.Remove(item);
            isDue = _isFull && HasRoomToReadLocked();
            if (isDue) _isFull = false;
        }

        if (wasAlone) services.Lanes.Suspects.Leave();
        if (next is not null) Begin(next);
        if (isDue) Poll();
    }

    private List<WorkItem> Load(
        IReadOnlyList<RoundReference> round,
        Dictionary<(int, long), (List<WorkItemReference> Items, List<ReadOnlyMemory<byte>> Records)> records)
    {
        var first = new List<WorkItem>();
        lock (_lock)
        {
            if (_stopped) return first;
            foreach (var row in round)
            {
                var lane = _lanes[row.Lane];
                if (row.Sequence < lane.Next) continue;
                var (items, bodies) = records[(row.Lane, row.Sequence)];
                var isDone = lane.Progress.Load(row.Sequence, items.Count);
                lane.Next = row.Sequence + 1;
                for (int i = 0; i < items.Count; i++)
                    if (!isDone(i)) AddLocked(lane, new Position(row.Sequence, i), bodies[i], first);
            }
        }

        return first;
    }

    private void AddLocked(OrderedLane lane, Position position, ReadOnlyMemory<byte> record, List<WorkItem> first)
    {
        var message = services.Lanes.Backlog.Decode(record);
        var item = new WorkItem(lane, position, message, _port.Name)
        {
            Weight = record.Length, RecordedText = lane.Earlier.TakeRecorded(position),
        };
        _itemsInHand++;
        _bytesInHand += item.Weight;
        var line = LineOf(OrderKey.Of(message.Context, _port.Key));
        line.Waiting.Enqueue(item);
        _lineOf.Add(item, line);
        if (NextLocked(line) is { } next) first.Add(next);
    }

    private KeyLine LineOf(string key)
    {
        if (!_lines.TryGetValue(key, out var line)) _lines.Add(key, line = new KeyLine(key));
        return line;
    }

    /// <summary>The item is no longer in hand.</summary>
    /// <returns>The next of its key, if there is one that may begin.</returns>
    private WorkItem? EndedLocked(WorkItem item)
    {
        if (!_lineOf.TryGetValue(item, out var line) || line.InHand != item) return null;
        line.InHand = null;
        return NextLocked(line);
    }

    private WorkItem? NextLocked(KeyLine line)
    {
        if (_stopped || line.InHand is not null || line.HeldBy.Count > 0) return null;
        if (line.Waiting.TryDequeue(out var next)) return line.InHand = next;
        _lines.Remove(line.Key);
        return null;
    }

    private void LetBegin(List<WorkItem> items)
    {
        foreach (var item in items) Begin(item);
    }

    private void Begin(WorkItem item)
    {
        Suspicion suspicion;
        lock (_lock) suspicion = ((OrderedLane)item.Origin).Earlier.TakeSuspicion(item.Position);
        if (suspicion == Suspicion.Poison)
        {
            services.Lanes.Poisoned.Enqueue(item);
            return;
        }

        if (suspicion == Suspicion.None)
        {
            Hand(item);
            return;
        }

        item.IsAlone = true;
        services.Lanes.Suspects.Enter(() => BeginAlone(item), isFirst: suspicion == Suspicion.WasAlone);
    }

    private bool BeginAlone(WorkItem item)
    {
        lock (_lock)
        {
            if (_stopped)
            {
                if (_leaving) _kept.Add(item);
                return false;
            }

            _alone.Add(item);
        }

        Hand(item);
        return true;
    }

    private void Hand(WorkItem item) => (services.Port(_port.Port)?.Worker ?? services.Lanes.GonePort).Enqueue(item);
}
