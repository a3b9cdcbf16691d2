using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Receive;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Takes open items that are due and puts them back on their way: sends to their port, receipts to their pipeline.
/// </summary>
internal sealed partial class OpenItemLoop : ICommitObserver
{
    /// <summary>The most open items in hand at once.</summary>
    public const int InHandMax = 2_000;

    private const int ItemsMax = 500;
    private const int BytesMax = 8 << 20;
    private const int InHandFirst = 8;

    // The duty that looks for open items has others, too.
    private static readonly TimeSpan AloneWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SuspectWaitMax = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, byte> _inHand = [];
    private readonly ServerSession _session;
    private readonly ILogger _logger;

    // The end of the suspect that is tried alone.
    private volatile TaskCompletionSource? _alone;

    // Since when a suspect waits until nothing else is in hand, or when the last one was begun.
    private long? _suspectWaits;

    // Few at first, one more with each that has ended: a process that dies soon has few deaths to count.
    private int _inHandMax = InHandFirst;

    public OpenItemLoop(ServerSession session, ILogger logger) => (_session, _logger) = (session, logger);

    /// <summary>Open items in hand.</summary>
    public int InHand => _inHand.Count;

    /// <summary>Takes what is due.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource? alone;
        do
        {
            _alone = null;
            await TakeAsync(cancellationToken);
            alone = _alone;
        }
        while (alone is not null && await HasEndedAsync(alone, cancellationToken));
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        int room = Math.Min(_inHandMax, InHandMax) - _inHand.Count;
        if (room <= 0 || !_session.Lease.MayAct || (_suspectWaits is not null && !MayTrySuspect())) return;
        int[] readers = [.. _session.ReaderNumbers, .. _session.OrderedReaders, .. _session.Large.FreeReaders];
        var taken = await _session.Store.OpenItems.AcquireDueAsync(
            _session.Id, readers, Math.Min(room, ItemsMax), BytesMax, cancellationToken);
        foreach (var large in taken.Where(LargeInterchanges.Is)) _session.Large.Begin(large);
        OpenItemRow[] due = [.. taken.Where(static row => !LargeInterchanges.Is(row))];
        var suspect = due.FirstOrDefault(IsSuspect);
        bool isAlone = suspect is not null && MayTrySuspect();
        if (isAlone) _alone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (suspect is null) _suspectWaits = null;
        else if (isAlone || _suspectWaits is null) _suspectWaits = _session.Time.GetTimestamp();
        foreach (var row in due)
        {
            if (isAlone ? !ReferenceEquals(row, suspect) : IsSuspect(row))
            {
                _session.Unit.Enqueue(PutBack(row));
                continue;
            }

            _inHand.TryAdd(row.Id, 0);
            await BeginAsync(row, cancellationToken);
        }
    }

    // When nothing else is in hand; and at last beside what does not come to an end.
    private bool MayTrySuspect() =>
        _inHand.IsEmpty
        || (_suspectWaits is { } since && _session.Time.GetElapsedTime(since) > SuspectWaitMax);

    /// <summary>
    /// True for an item that may have ended its process: it is tried with no other open item in hand, so that the next
    /// death counts for it alone. As many deaths again, and it is suspended.
    /// </summary>
    private static bool IsSuspect(OpenItemRow row) => row.Deaths is >= DeathLimits.Suspect and < DeathLimits.Poison;

    private async Task<bool> HasEndedAsync(TaskCompletionSource alone, CancellationToken cancellationToken)
    {
        await Task.WhenAny(alone.Task, Task.Delay(AloneWait, _session.Time, cancellationToken));
        return alone.Task.IsCompleted;
    }

    private CommitEntry PutBack(OpenItemRow row) => new(this)
    {
        Changed =
        [
            new OpenItemChange
            {
                Key = new OpenItemKey(row.Id, row.Epoch), State = OpenItemState.Waiting, Attempts = row.Attempts,
                DueIn = TimeSpan.Zero, FailureCode = row.FailureCode, FailureText = row.FailureText,
                Report = row.Report, Transmit = row.Transmit,
            },
        ],
    };

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        // What was put back was never in hand.
        if (entry.Tag is not OpenItemRow row) return;
        Released(row.Id);
        if (outcome == EntryOutcome.Refused) LogRefused(_logger, row.Id, detail);
    }

    private void SendReleased(OpenItemRow row)
    {
        Released(row.Id);
        _session.OpenItemLeft(row.Reader);
    }

    private void Released(Guid id)
    {
        if (!_inHand.TryRemove(id, out _)) return;
        if (_inHandMax < InHandMax) Interlocked.Increment(ref _inHandMax);
        _alone?.TrySetResult();
    }

    private async Task BeginAsync(OpenItemRow row, CancellationToken cancellationToken)
    {
        var key = new OpenItemKey(row.Id, row.Epoch);
        var message = _session.Backlog.Decode(row.Record);
        if (row.Kind == OpenItemKind.Send)
        {
            var origin = new OpenItemOrigin(key, () => SendReleased(row));
            var item = new WorkItem(origin, default, message, row.Port)
            {
                Attempts = row.Attempts, RecordedText = row.Transmit, Weight = row.Record.Length,
            };
            var worker = row.Deaths >= DeathLimits.Poison
                ? _session.Poisoned
                : _session.SendPorts.Find(row.Port) ?? _session.SendPorts.Gone;
            worker.Enqueue(item);
            return;
        }

        var entry = new CommitEntry(this) { Tag = row, Removed = [key] };
        if (row.Kind == OpenItemKind.Publish) await PublishAsync(row, message, entry, cancellationToken);
        else if (!await ReceiveAsync(row, message, entry, cancellationToken))
            entry = MissingLocation.Suspend(row, this, _session.Time.GetUtcNow());
        _session.Unit.Enqueue(entry);
    }

    /// <summary>The item goes with its large bodies, so the message that is published gets copies.</summary>
    private async Task PublishAsync(
        OpenItemRow row, Message message, CommitEntry entry, CancellationToken cancellationToken)
    {
        var parts = await BodyKeeping.KeepAsync(message.Parts, _session.Keeping, cancellationToken);
        var kept = new Message(message.Id, message.InterchangeId, message.Context, parts);
        entry.Publications = [Publication.Encode(kept, row.Port, row.MessageType, mapped: false)];
        if (StoredBodies.Of(kept) is { Count: > 0 } bodies) entry.Bodies = [.. bodies];
    }

    private async Task<bool> ReceiveAsync(
        OpenItemRow row, Message message, CommitEntry entry, CancellationToken cancellationToken)
    {
        var intake = _session.Locations.Intake(row.Port, row.InterchangeId);
        if (intake is null) return false;
        var item = new SourceItem
        {
            Body = message.Body.Body, ContentType = message.Body.ContentType, Context = message.Context.ToBuilder(),
        };
        await intake.PrepareAsync(item, entry, cancellationToken, row.InterchangeId, isAgain: true);
        return true;
    }

    [LoggerMessage(1801, LogLevel.Error, "The store refused the open item {Item}: {Detail}")]
    private static partial void LogRefused(ILogger logger, Guid item, string? detail);
}
