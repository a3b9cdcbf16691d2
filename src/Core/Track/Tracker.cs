using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>
/// A reader of the log like any other (architecture, section 4, rule 9): gathers the tracks of many commits and stores
/// them as batches with a compact index, later. Fed from memory while it keeps up, else from the store.
/// </summary>
internal sealed partial class Tracker : ICommitObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TrackerLane> _lanes = [];
    private readonly CommitUnit _unit;
    private readonly IStore _store;
    private readonly TrackerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private TaskCompletionSource _told = NewSignal();

    public Tracker(CommitUnit unit, IStore store, TrackerOptions options, TimeProvider time, ILogger logger) =>
        (_unit, _store, _options, _time, _logger) = (unit, store, options, time, logger);

    /// <summary>For how long the oldest event that is not stored yet has been waiting.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_lock)
                return _lanes.Values.Max(Waiting) ?? TimeSpan.Zero;
        }
    }

    /// <summary>Bytes of tracks that a lane keeps in memory; of the one with the most.</summary>
    public long BytesGathered
    {
        get
        {
            lock (_lock) return _lanes.Count == 0 ? 0 : _lanes.Values.Max(static lane => lane.GatheredBytes);
        }
    }

    private TimeSpan? Waiting(TrackerLane lane) =>
        lane.WaitingSince is { } since ? _time.GetElapsedTime(since) : null;

    /// <summary>Adds a lane that this process tracks.</summary>
    public void Add(ReaderGrant grant)
    {
        lock (_lock)
        {
            _lanes.TryAdd(grant.ReaderLane.Lane, new TrackerLane(grant));
            _told.TrySetResult();
        }
    }

    /// <summary>A lane belongs to another owner now.</summary>
    public void Remove(int lane)
    {
        lock (_lock) _lanes.Remove(lane);
    }

    /// <summary>The writer has committed a segment. Called in the order of commit.</summary>
    public void Tracked(int laneId, long sequence, ReadOnlyMemory<byte> track)
    {
        if (track.IsEmpty) return;
        lock (_lock)
        {
            if (!_lanes.TryGetValue(laneId, out var lane)) return;
            lane.ToldThrough = sequence;
            // A read may have found it already: a commit is in the store before its writer has heard of it.
            if (sequence <= lane.GatheredThrough) return;
            lane.WaitingSince ??= _time.GetTimestamp();
            _told.TrySetResult();
            if (lane.IsBehind) return;
            if (lane.GatheredBytes + track.Length > _options.BytesMax) lane.IsBehind = true;
            else lane.Gather(sequence, track);
        }
    }

    /// <summary>Stores what has gathered, and reads what was not fed from memory.</summary>
    /// <returns>True if there is more to do at once.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        List<TrackerLane> lanes;
        lock (_lock) lanes = [.. _lanes.Values];
        bool more = false;
        foreach (var lane in lanes)
        {
            if (lane.IsBehind) more |= await CatchUpAsync(lane, cancellationToken);
            more |= Store(lane);
        }

        return more;
    }

    /// <summary>Waits until there is something to store, and then for more to gather.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task told;
        lock (_lock)
        {
            if (_told.Task.IsCompleted && !_lanes.Values.Any(lane => lane.IsBehind || lane.Gathered.Count > 0))
                _told = NewSignal();
            told = _told.Task;
        }

        await told.WaitAsync(cancellationToken);
        await Task.Delay(_options.Interval, _time, cancellationToken);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        lock (_lock)
        {
            var lane = (TrackerLane)entry.Tag!;
            lane.IsStoring = false;
            lane.WaitingSince = lane.Gathered.Count == 0 && !lane.IsBehind ? null : lane.TakenAt;
        }

        if (outcome == EntryOutcome.Refused) LogRefused(_logger, detail);
    }

    private bool Store(TrackerLane lane)
    {
        var rows = new TrackRows(_options.BatchBytes);
        var done = new List<Position>();
        lock (_lock)
        {
            if (lane.IsStoring || lane.Gathered.Count == 0) return false;
            int left = _options.BatchBytes * _options.BatchesPerEntry;
            int taken = 0;
            for (; taken < lane.Gathered.Count && left > 0; taken++)
            {
                var (sequence, track) = lane.Gathered[taken];
                rows.Add(lane.Progress.ReaderLane.Lane, sequence, track);
                done.Add(new Position(sequence, 0));
                left -= track.Length;
                lane.GatheredBytes -= track.Length;
            }

            lane.Gathered.RemoveRange(0, taken);
            lane.TakenAt = _time.GetTimestamp();
            lane.IsStoring = true;
        }

        _unit.Enqueue(new CommitEntry(this)
        {
            Tag = lane, Reader = lane.Progress, Completed = done, Tracking = rows.Make(),
        });
        return lane.Gathered.Count > 0;
    }

    private async Task<bool> CatchUpAsync(TrackerLane lane, CancellationToken cancellationToken)
    {
        long from;
        lock (_lock)
        {
            if (lane.GatheredBytes > _options.BytesMax / 2) return true;
            from = lane.GatheredThrough + 1;
        }

        int laneId = lane.Progress.ReaderLane.Lane;
        var tracks = await _store.Log.ReadTracksAsync(
            laneId, from, 1_024, _options.BatchBytes * _options.BatchesPerEntry, cancellationToken);
        lock (_lock)
        {
            foreach (var segment in tracks) lane.Gather(segment.Sequence, segment.Track);
            if (tracks.Count > 0) lane.WaitingSince ??= _time.GetTimestamp();
            if (tracks.Count == 0 && lane.GatheredThrough >= lane.ToldThrough) lane.IsBehind = false;
            return lane.IsBehind;
        }
    }

    [LoggerMessage(
        1401, LogLevel.Error, "The store refused a tracking batch; its events are only in the log: {Detail}")]
    private static partial void LogRefused(ILogger logger, string? detail);
}
