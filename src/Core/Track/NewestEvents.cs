namespace Viaduct.Core.Track;

/// <summary>Keeps the newest of many events that come in any order. Not thread-safe.</summary>
/// <param name="eventsMax">How many are kept.</param>
internal sealed class NewestEvents(int eventsMax)
{
    // One more is kept than is wanted: what is older than it cannot matter, and it proves that something was left out.
    private readonly PriorityQueue<TrackEvent, (DateTimeOffset At, long Row, int Number)> _oldestFirst = new();
    private int _added;

    /// <summary>True if events were added that are not among the newest.</summary>
    public bool LeftOut => _oldestFirst.Count > eventsMax;

    /// <summary>True if nothing from this time or before can change what is kept.</summary>
    public bool AllAfter(DateTimeOffset time) => LeftOut && _oldestFirst.Peek().At > time;

    /// <summary>Adds an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="row">The number of its row. In the same row those come later that are added later.</param>
    public void Add(TrackEvent e, long row)
    {
        var place = (e.At, row, _added++);
        if (_oldestFirst.Count <= eventsMax) _oldestFirst.Enqueue(e, place);
        else _oldestFirst.EnqueueDequeue(e, place);
    }

    /// <summary>What is kept, in the order of time; takes it out.</summary>
    public IReadOnlyList<TrackEvent> InOrder()
    {
        if (LeftOut) _oldestFirst.Dequeue();
        var events = new List<TrackEvent>(_oldestFirst.Count);
        while (_oldestFirst.TryDequeue(out var e, out _)) events.Add(e);
        return events;
    }
}
