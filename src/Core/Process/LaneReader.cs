using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>
/// Works what one reader has to do in one lane. While it keeps up, it is fed from memory by the writer of its own
/// process (rule 18); when too much is in hand, or after a takeover, it reads from the store until it has caught up.
/// </summary>
internal sealed partial class LaneReader : IWorkOrigin
{
    private readonly Lock _lock = new();
    private readonly LaneReaderOptions _options;
    private readonly LaneReaderServices _services;
    private readonly EarlierOwners _earlier;
    private readonly Func<int, SendPortTarget?> _port;
    private readonly int? _onlyPort;
    private bool _isFed;
    private readonly ReaderLane _references;
    private long _restoredThrough;
    private long _loadedThrough;
    private long _deliveredThrough;
    private long _bytesInHand;
    private int _itemsInHand;
    private bool _behind = true;
    private bool _known;
    private bool _drained;
    private bool _reading;
    private bool _readAgain;
    private bool _stopped;
    private Task _readTask = Task.CompletedTask;

    /// <summary>Goes on where the store says that the reader stands.</summary>
    /// <param name="grant">The ownership.</param>
    /// <param name="port">Finds the worker of a send port by number; null if the port is gone.</param>
    /// <param name="options">Limits.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="detached">For a detached port its number and its host's reader; null for a host.</param>
    /// <param name="isFed">
    /// True if the writer of this process feeds it once it has caught up: not in a lane of another process.
    /// </param>
    public LaneReader(
        ReaderGrant grant, Func<int, SendPortTarget?> port, LaneReaderOptions options, LaneReaderServices services,
        (int Port, int Host)? detached = null, bool isFed = true)
    {
        (_port, _options, _services, _onlyPort) = (port, options, services, detached?.Port);
        _isFed = isFed && detached is null;
        _references = detached is null ? grant.ReaderLane : grant.ReaderLane with { Reader = detached.Value.Host };
        Progress = new ReaderProgress(grant);
        _loadedThrough = _deliveredThrough = grant.Progress.Position.Sequence - 1;
        _earlier = new EarlierOwners(grant);
        _restoredThrough = Math.Max(Progress.RestoredThrough, _earlier.WorkedThrough);
    }

    /// <summary>How far it has come.</summary>
    public ReaderProgress Progress { get; }

    /// <summary>Work items in hand.</summary>
    public int ItemsInHand
    {
        get
        {
            lock (_lock) return _itemsInHand;
        }
    }

    /// <summary>Bytes of the records of work items in hand.</summary>
    public long BytesInHand
    {
        get
        {
            lock (_lock) return _bytesInHand;
        }
    }

    /// <summary>True while it reads from the store, because the writer does not feed it.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_lock) return _behind;
        }
    }

    /// <summary>True while it takes nothing up because too much is in hand.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock) return _behind && !_reading && !HasRoomToReadLocked();
        }
    }

    object IWorkOrigin.GroupKey => this;

    /// <summary>
    /// Begins, and looks for new work in the store if that is where this reader gets it from at the moment; a detached
    /// port's reader always does.
    /// </summary>
    public void Poll() => ReadIfDue();

    /// <summary>The first sequence that has not been taken up yet.</summary>
    public long Next
    {
        get
        {
            lock (_lock) return _loadedThrough + 1;
        }
    }

    /// <summary>True if the writer feeds it once it has caught up.</summary>
    public bool IsFed
    {
        get
        {
            lock (_lock) return _isFed;
        }
    }

    /// <summary>Goes on after <see cref="StopAsync"/>.</summary>
    public void Resume()
    {
        lock (_lock) _stopped = false;
        ReadIfDue();
    }

    /// <summary>Takes nothing new; what is in hand goes on.</summary>
    public Task StopAsync()
    {
        lock (_lock) _stopped = true;
        return _readTask;
    }

    /// <summary>The writer has committed work for this reader.</summary>
    public void Deliver(long sequence, List<HandedMessage> messages)
    {
        lock (_lock)
        {
            _deliveredThrough = sequence;
            // A read may have found it already: a commit is in the store before its writer has heard of it.
            if (_stopped || _behind || sequence <= _loadedThrough) return;
            if (_itemsInHand >= _options.ItemsMax || _bytesInHand >= _options.BytesMax)
            {
                _behind = true;
                return;
            }

            int items = 0;
            foreach (ref readonly var m in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(messages))
                items += m.Count;
            Progress.Load(sequence, items);
            _loadedThrough = sequence;
            int item = 0;
            foreach (ref readonly var m in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(messages))
                for (int i = 0; i < m.Count; i++)
                    Hand(m.Message, m.Routes[m.First + i].Port, new Position(sequence, item++), m.RecordLength);
        }

        WriteSkipped();
    }

    void IWorkOrigin.Complete(CommitEntry entry, WorkItem item) => LogItem.Complete(entry, Progress, item);

    void IWorkOrigin.Fail(CommitEntry entry, WorkItem item, FailedDelivery failed) =>
        LogItem.Fail(entry, Progress, _references.Reader, item, failed);

    void IWorkOrigin.Record(CommitEntry entry, WorkItem item, string text) =>
        LogItem.Record(entry, Progress, item, text);

    IWorkOrigin IWorkOrigin.Outlive(CommitEntry entry, WorkItem item, DateTimeOffset now)
    {
        var row = LogItem.Outlive(entry, Progress, _references.Reader, item, now);
        return new OpenItemOrigin(new OpenItemKey(row.Id, row.Epoch), static () => { });
    }

    bool IWorkOrigin.Postpone(CommitEntry entry, WorkItem item, TimeSpan dueIn) => false;

    void IWorkOrigin.Released(WorkItem item, EntryOutcome outcome)
    {
        bool wasAlone, isDue;
        lock (_lock)
        {
            _itemsInHand--;
            _bytesInHand -= item.Weight;
            wasAlone = _alone.Remove(item);
            if (item.HasBegun) Interlocked.Decrement(ref _itemsBegun);
            isDue = _behind && !_drained && HasRoomToReadLocked();
        }

        if (wasAlone) _services.Suspects.Leave();
        if (isDue) ReadIfDue();
    }

    private void Hand(Message? message, int port, Position position, int weight)
    {
        if (message is null || (_onlyPort is { } only && port != only))
        {
            Progress.Mark(position);
            return;
        }

        var target = _port(port);
        var item = Make(message, target, port, position, weight);
        if (_modes.Count > 0 && HandledByMode(port, item)) return;
        if (_earlier.HasSuspects && HandledAsSuspect(item, port)) return;
        (target?.Worker ?? _services.GonePort).Enqueue(item);
    }

    private WorkItem Make(Message message, SendPortTarget? target, int port, Position position, int weight)
    {
        _itemsInHand++;
        _bytesInHand += weight;
        return new WorkItem(this, position, message, target?.Name ?? $"port {port}")
        {
            Weight = weight, RecordedText = _earlier.TakeRecorded(position),
            UnknownPort = target is null ? port : null,
        };
    }
}
