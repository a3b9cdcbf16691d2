using System.Numerics;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// How far one reader has come in one lane: which work items of the loaded segments are done (rule 7). Completions are
/// marked when a commit is built, confirmed when it has succeeded, and taken back if their entry is dropped. Not
/// thread-safe: only the writer marks, and loading is under the owner's lock.
/// </summary>
internal sealed class ReaderProgress
{
    private readonly Lock _lock = new();
    private readonly Queue<Segment> _segments = new();
    private readonly Dictionary<long, Segment> _bySequence = [];
    private readonly Dictionary<long, List<(int First, int Count)>> _restored;
    private Position _floor;
    private long _number;

    /// <summary>Goes on at what the store has.</summary>
    public ReaderProgress(ReaderGrant grant)
    {
        (ReaderLane, Epoch) = (grant.ReaderLane, grant.Epoch);
        _number = Math.Max(
            grant.Progress.Number, grant.Transmits.Count == 0 ? 0 : grant.Transmits.Max(t => t.Number));
        _floor = grant.Progress.Position;
        _restored = ProgressCodec.Read(grant.Progress.Done.Span);
        RestoredThrough = _restored.Count == 0 ? 0 : _restored.Keys.Max();
    }

    /// <summary>The highest sequence of which an earlier owner has left marks; 0 if there is none.</summary>
    public long RestoredThrough { get; }

    public ReaderLane ReaderLane { get; }

    public long Epoch { get; }

    /// <summary>Everything before it is done, as far as marked.</summary>
    public Position Position
    {
        get
        {
            lock (_lock) return PositionLocked();
        }
    }

    /// <summary>The number of the last row that was written or is being written.</summary>
    public long LastNumber => _number;

    /// <summary>The next number for a progress or transmit row. Given back by <see cref="ReturnNumber"/>.</summary>
    public long TakeNumber() => ++_number;

    /// <summary>The row was not written.</summary>
    public void ReturnNumber() => _number--;

    /// <summary>Takes a segment with work up. Segments come in order of sequence.</summary>
    /// <returns>The items of it that are done already, as a test by index.</returns>
    public Func<int, bool> Load(long sequence, int items)
    {
        lock (_lock)
        {
            ForgetBefore(sequence);
            var segment = new Segment(sequence, items);
            if (_floor.Sequence == sequence)
                for (int i = 0; i < Math.Min(_floor.Item, items); i++) segment.Mark(i);
            if (_restored.Remove(sequence, out var ranges))
                foreach (var (first, count) in ranges)
                    for (int i = first; i < Math.Min(first + count, items); i++) segment.Mark(i);
            _segments.Enqueue(segment);
            _bySequence.Add(sequence, segment);
            var before = (ulong[])segment.Done.Clone();
            return i => (before[i >> 6] & (1UL << (i & 63))) != 0;
        }
    }

    /// <summary>Marks an item as done by the commit that is being built.</summary>
    public void Mark(Position item)
    {
        lock (_lock)
            if (_bySequence.TryGetValue(item.Sequence, out var segment)) segment.Mark(item.Item);
    }

    /// <summary>Takes a mark back: its entry was dropped from the commit.</summary>
    public void Unmark(Position item)
    {
        lock (_lock)
            if (_bySequence.TryGetValue(item.Sequence, out var segment)) segment.Unmark(item.Item);
    }

    /// <summary>Writes the items done at or above the position.</summary>
    /// <returns>The position.</returns>
    public Position Write(ByteWriter writer)
    {
        lock (_lock)
        {
            var position = PositionLocked();
            ProgressCodec.Write(writer, position, _segments, _restored);
            return position;
        }
    }

    /// <summary>The commit has succeeded: what is done entirely is forgotten.</summary>
    public void Confirm()
    {
        lock (_lock)
        {
            while (_segments.TryPeek(out var segment) && segment.Remaining == 0)
            {
                _segments.Dequeue();
                _bySequence.Remove(segment.Sequence);
                _floor = new Position(segment.Sequence + 1, 0);
            }
        }
    }

    // A segment that was passed by is there no more: for a detached port, one that held work of other ports alone.
    private void ForgetBefore(long sequence)
    {
        if (_restored.Count == 0) return;
        foreach (long gone in _restored.Keys.Where(one => one < sequence).ToList()) _restored.Remove(gone);
    }

    private Position PositionLocked()
    {
        var position = _floor;
        foreach (var segment in _segments)
        {
            if (segment.Remaining > 0) return new Position(segment.Sequence, segment.FirstOpen());
            position = new Position(segment.Sequence + 1, 0);
        }

        return position;
    }

    /// <summary>The marks of one segment.</summary>
    internal sealed class Segment(long sequence, int items)
    {
        public long Sequence { get; } = sequence;

        public int Items { get; } = items;

        public int Remaining { get; private set; } = items;

        public ulong[] Done { get; } = new ulong[(items + 63) >> 6];

        public bool IsDone(int item) => (Done[item >> 6] & (1UL << (item & 63))) != 0;

        public void Mark(int item)
        {
            if (IsDone(item)) return;
            Done[item >> 6] |= 1UL << (item & 63);
            Remaining--;
        }

        public void Unmark(int item)
        {
            if (!IsDone(item)) return;
            Done[item >> 6] &= ~(1UL << (item & 63));
            Remaining++;
        }

        public int FirstOpen()
        {
            for (int word = 0; word < Done.Length; word++)
                if (Done[word] != ulong.MaxValue) return (word << 6) + BitOperations.TrailingZeroCount(~Done[word]);
            return Items;
        }
    }
}
