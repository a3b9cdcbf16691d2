using Microsoft.Extensions.Logging;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;
using Viaduct.Core.Trials;

namespace Viaduct.Core.Store;

/// <summary>
/// The one writer of a process: takes whatever entries have gathered and commits them together (architecture,
/// section 4, rule 2). One commit is in flight at a time.
/// </summary>
internal sealed partial class CommitUnit : IAsyncDisposable
{
    private readonly EntryQueue _queue;
    private readonly IStore _store;
    private readonly CommitUnitOptions _options;
    private readonly IRouteResolver _routes;
    private readonly ISegmentListener _listener;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BatchBuilder _builder;
    private readonly CancellationTokenSource _abandon = new();
    private readonly LaneTurns _lanes;
    private readonly ReceiptLookUp _receipts;
    private Task _loop = Task.CompletedTask;
    private Task _released = Task.CompletedTask;
    private long _commits;
    private long _published;
    private long _delivered;
    private long _version;
    private long _begun;
    private volatile TrackingRules _tracking = TrackingRules.Default;
    private volatile bool _lost;
    private volatile bool _closed;

    public CommitUnit(
        IStore store, SessionId session, IRouteResolver routes, ISegmentListener listener, CommitUnitOptions options,
        TimeProvider time, ILogger logger)
    {
        (_store, _routes, _listener, _options, _time, _logger) = (store, routes, listener, options, time, logger);
        _queue = new EntryQueue(options);
        _builder = new BatchBuilder(session, time);
        _lanes = new LaneTurns(options.CommitsPerLane);
        _receipts = new ReceiptLookUp(store.Receipts, options.NoRoomWait, time, logger);
    }

    /// <summary>What is tracked from the next commit on.</summary>
    public TrackingRules Tracking
    {
        get => _tracking;
        set => _tracking = value;
    }

    /// <summary>Counts for a trial what is committed; null if none is under way.</summary>
    public TrialCounter? Trial { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    /// <summary>The reply reader of this process; null if it has none.</summary>
    public int? ReplyReader
    {
        set => _builder.ReplyReader = value;
    }

    /// <summary>What its commits, and all that goes through it, are counted by.</summary>
    public RuntimeFigures Figures { get; init; } = new();

    /// <summary>How many entries wait for the next commit, for metrics.</summary>
    public int Waiting => _queue.Count;

    /// <summary>For how long the present commit has been under way, for metrics; nothing between two.</summary>
    public TimeSpan CommitAge =>
        Interlocked.Read(ref _begun) is var begun and not 0 ? _time.GetElapsedTime(begun) : TimeSpan.Zero;

    /// <summary>Tells whether a reader is worked in this process in a lane; else others are woken.</summary>
    public Func<ReaderLane, bool> WorksHere
    {
        set => _builder.WorksHere = value;
    }

    /// <summary>Commits so far, for metrics.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Messages published so far, for metrics.</summary>
    public long Published => Interlocked.Read(ref _published);

    /// <summary>Deliveries by send ports so far, for metrics.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>What was committed, by port.</summary>
    public TrafficCounter Traffic { get; } = new();

    /// <summary>Tells whether the writer hangs.</summary>
    public Pulse Pulse { get; } = new();

    /// <summary>True once the session has been taken over: nothing can be committed any more.</summary>
    public bool IsLost => _lost;

    /// <summary>
    /// False while what is handed over would have to wait: the commit under way takes long, so that the store is away
    /// or behind, or there will be none any more.
    /// </summary>
    public bool IsOpen => !_closed && !_lost && !IsBehind;

    private bool IsBehind => Interlocked.Read(ref _begun) is var begun and not 0
        && _time.GetElapsedTime(begun) > _options.BehindAfter;

    /// <summary>Lanes to write from the next commit on, beside those that there are.</summary>
    public void AddLanes(IEnumerable<LaneGrant> grants) => _lanes.Add(grants);

    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Hands an entry over. It is settled exactly once, whatever happens.</summary>
    public void Enqueue(CommitEntry entry)
    {
        if (!_closed && !_lost && _queue.TryAdd(entry)) return;
        if (entry.TryTake()) _ = Settlement.SettleAll([entry], _lost ? EntryOutcome.Lost : EntryOutcome.Stopped);
    }

    /// <summary>Takes an entry back, if its commit has not begun: nothing of it is written then.</summary>
    public static void Withdraw(CommitEntry entry)
    {
        if (entry.TryTake()) _ = Settlement.SettleAll([entry], EntryOutcome.Withdrawn);
    }

    /// <summary>Commits what is queued, then ends. With a cancelled token what is under way is abandoned.</summary>
    public async Task StopAsync(CancellationToken noTimeLeft)
    {
        _closed = true;
        _queue.Close();
        await using var registration = noTimeLeft.Register(_abandon.Cancel);
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await _abandon.CancelAsync();
        _queue.Close();
        await _loop;
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        var members = new List<CommitEntry>();
        while (await HasMoreAsync())
        {
            Pulse.Come();
            members.Clear();
            _queue.Take(members);
            Interlocked.Exchange(ref _begun, _time.GetTimestamp());
            await SettleAsync(members);
            Interlocked.Exchange(ref _begun, 0);
            await ComeBackAsync();
        }
    }

    private ValueTask<bool> HasMoreAsync()
    {
        Pulse.Leave();
        return _queue.WaitAsync();
    }

    /// <summary>
    /// Waits a moment for the callers that the last commit has let go: those who have more come back at once, and share
    /// the next commit. Without it they fall apart into two halves that take turns, at twice the cost.
    /// </summary>
    private async ValueTask ComeBackAsync()
    {
        if (!_released.IsCompleted)
            await Task.WhenAny(_released, Task.Delay(_options.ComeBackWait, _time, CancellationToken.None));
    }

    /// <summary>Commits the members, and settles every one of them whatever happens.</summary>
    private async Task SettleAsync(List<CommitEntry> members)
    {
        try
        {
            await CommitAsync(members);
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            _ = Settlement.SettleAll(members, EntryOutcome.Stopped);
        }
        catch (Exception e)
        {
            // The root of the writer: a defect must not stop the process' only way into the store.
            LogDefect(_logger, e);
            _ = Settlement.SettleAll(members, EntryOutcome.Refused, e.Message);
        }
    }

    private async Task CommitAsync(List<CommitEntry> members)
    {
        Pulse.Leave();
        await _receipts.DropReceivedAsync(members, _abandon.Token);
        Pulse.Come();
        bool routed = false;
        while (members.Count > 0)
        {
            if (_lost)
            {
                _ = Settlement.SettleAll(members, EntryOutcome.Lost);
                return;
            }

            if (!routed) ResolveRoutes(members);
            if (members.Count == 0) return;
            routed = true;
            var lane = _lanes.At(Commits);
            _builder.Tracking = _tracking;
            var batch = _builder.Build(members, lane, _version);
            Pulse.Leave();
            long sent = _time.GetTimestamp();
            var result = await _store.Log.CommitAsync(batch, _abandon.Token);
            Pulse.Come();
            if (result is CommitResult.Committed)
            {
                lane.Last = batch.Sequence;
                Count(members);
                CommitCounts.Add(Figures, members, batch, _time.GetElapsedTime(sent));
                Committed(members, batch);
                return;
            }

            _builder.TakeBack();
            Figures.CommitFailures.Add(CommitCounts.ReasonOf(result));
            routed = await HandleAsync(result, members);
        }
    }

    private void Count(List<CommitEntry> members)
    {
        int published = 0;
        int delivered = 0;
        foreach (var member in members)
        {
            published += member.Publications?.Count ?? 0;
            delivered += member.Delivered?.Count ?? 0;
        }

        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _published, published);
        Interlocked.Add(ref _delivered, delivered);
        Traffic.Add(members);
        Trial?.Add(members);
    }

    private void ResolveRoutes(List<CommitEntry> members)
    {
        // The version is read first: if the routes change meanwhile, the fence of the older version fails and all is
        // routed again; the other way round a message could be routed by old routes under the new version.
        _version = _routes.Version;
        if (members.Exists(IsOutdated)) DropOutdated(members);
        foreach (var member in members)
            if (member.Publications is { Count: > 0 }) _version = Math.Min(_version, _routes.Resolve(member));
    }

    private static bool IsOutdated(CommitEntry entry) => entry.MadeBy is { IsReplaced: true };

    /// <summary>What was made by an older configuration must not be routed by this one: it is made anew.</summary>
    private static void DropOutdated(List<CommitEntry> members)
    {
        // Asked once: the answer may change at any moment.
        var outdated = members.FindAll(IsOutdated).ToHashSet();
        members.RemoveAll(outdated.Contains);
        _ = Settlement.SettleAll([.. outdated], EntryOutcome.Outdated);
    }

    /// <summary>Takes out of the batch what made it fail.</summary>
    /// <returns>True if the routes of the rest still hold.</returns>
    private async Task<bool> HandleAsync(CommitResult result, List<CommitEntry> members)
    {
        switch (result)
        {
            case CommitResult.RoutesChanged changed:
                Pulse.Leave();
                await _routes.EnsureAsync(changed.RouteVersion, _abandon.Token);
                Pulse.Come();
                return false;
            case CommitResult.ReceiptsTaken taken:
                Settlement.DropReceived(members, taken.Keys);
                return true;
            case CommitResult.ReadersLost lost:
                Settlement.Drop(
                    members, EntryOutcome.Lost, e => e.Reader is { } r && lost.Readers.Contains(r.ReaderLane));
                foreach (var reader in lost.Readers) _listener.ReaderLost(reader);
                return true;
            case CommitResult.OpenItemsLost lost:
                Settlement.DropTouching(members, lost.Items);
                return true;
            case CommitResult.LeasesLost lost:
                Settlement.Drop(
                    members, EntryOutcome.Lost,
                    e => e.Lease is { } lease && lost.Names.Contains(lease.Name, StringComparer.Ordinal));
                return true;
            case CommitResult.LaneLost:
                _lost = true;
                LogSessionLost(_logger);
                _listener.SessionLost();
                return true;
            case CommitResult.NoRoom noRoom:
                LogNoRoom(_logger, noRoom.Text);
                await Task.Delay(_options.NoRoomWait, _time, _abandon.Token);
                return true;
            case CommitResult.Refused refused:
                await SplitAsync(members, refused.Text);
                return true;
            default:
                throw new System.Diagnostics.UnreachableException($"Unknown commit result {result}.");
        }
    }

    /// <summary>Rule 11: finds the member that the store refuses, by halves; the others never notice.</summary>
    private async Task SplitAsync(List<CommitEntry> members, string text)
    {
        if (members.Count == 1)
        {
            LogRefused(_logger, text);
            _ = Settlement.SettleAll(members, EntryOutcome.Refused, text);
            return;
        }

        var first = members[..(members.Count / 2)];
        var second = members[(members.Count / 2)..];
        members.Clear();
        await SettleAsync(first);
        await SettleAsync(second);
    }

    private void Committed(List<CommitEntry> members, CommitBatch batch)
    {
        _builder.Confirm();
        try
        {
            foreach (var reader in _builder.Readers)
                _listener.Committed(new ReaderLane(reader.Reader, batch.Lane), batch.Sequence, reader.Messages);
            _listener.Tracked(batch.Lane, batch.Sequence, batch.Track.Length == 0 ? default : batch.Track.ToArray());
        }
        catch (Exception e)
        {
            // Whatever the listener meets, what is committed is committed. The session ends: the next one reads what
            // was not handed on from the store.
            LogHandingFailed(_logger, e);
            _lost = true;
            _listener.SessionLost();
        }

        _released = Settlement.SettleAll(members, EntryOutcome.Committed);
    }

    [LoggerMessage(1001, LogLevel.Error, "The commit unit met a defect; its entries were not committed.")]
    private static partial void LogDefect(ILogger logger, Exception e);

    [LoggerMessage(
        1006, LogLevel.Error,
        "What was committed could not be handed to its readers: the session ends, and a new one begins.")]
    private static partial void LogHandingFailed(ILogger logger, Exception e);

    [LoggerMessage(1002, LogLevel.Error, "This process' session has been taken over: it stops acting and joins anew.")]
    private static partial void LogSessionLost(ILogger logger);

    [LoggerMessage(1003, LogLevel.Error, "The store has no room; commits wait: {Text}")]
    private static partial void LogNoRoom(ILogger logger, string text);

    [LoggerMessage(1004, LogLevel.Error, "The store refused an entry: {Text}")]
    private static partial void LogRefused(ILogger logger, string text);
}
