using Microsoft.Extensions.Logging;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>
/// Takes the work of reply readers: hands responses to those who wait for them. What nobody waits for is suspended, so
/// that nothing vanishes; what is kept for a request that comes again is kept before it is handed over.
/// </summary>
/// <param name="waiting">Who waits.</param>
/// <param name="unit">The writer.</param>
/// <param name="handedOver">What callers got.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of what is suspended.</param>
internal sealed partial class ReplyPort(
    WaitingRequests waiting, CommitUnit unit, HandedOver handedOver, TimeProvider time, ILogger logger)
    : ISendPortWorker, ICommitObserver
{
    /// <summary>The name of the port, in open items of what reached no location.</summary>
    public const string Name = "response";

    /// <summary>Why a response is suspended that nobody waits for.</summary>
    public static readonly Failure Late = new(
        FailureCodes.NobodyWaits,
        "Nobody waits for the response any more: it came too late, it is not the first one, or whoever asked has gone. "
        + "Save it if it matters, then terminate it.");

    /// <inheritdoc/>
    public void Enqueue(WorkItem item)
    {
        if (CorrelationToken.Of(item.Original.Context) is not { } token) Settle(item, ReplyEnd.NobodyWaits);
        else if (token.IsKept) Keep(item, token);
        else if (!waiting.TryAnswer(token.Request, ReplyOf(item))) Settle(item, ReplyEnd.NobodyWaits);
    }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var (item, kept) = ((WorkItem, CorrelationToken?))entry.Tag!;
        if (kept is { } token && outcome == EntryOutcome.Committed)
            waiting.TryAnswer(token.Request, KeptOf(item.Original));
        // There is a response to the request already.
        if (kept is not null && outcome == EntryOutcome.Refused) Settle(item, ReplyEnd.NobodyWaits);
        else item.Origin.Released(item, outcome);
    }

    private Reply ReplyOf(WorkItem item)
    {
        int settled = 0;
        return new Reply(item.Original, end =>
        {
            if (Interlocked.Exchange(ref settled, 1) == 0) Settle(item, end);
        });
    }

    // It stays, whatever becomes of it: only what was handed over is written down.
    private Reply KeptOf(Message message) => new(message, end =>
    {
        if (end.Failure is null) handedOver.Commit(message, in end);
    });

    /// <summary>The response was handed over, or could not be.</summary>
    private void Settle(WorkItem item, ReplyEnd end)
    {
        var entry = new CommitEntry(this) { Tag = (item, (CorrelationToken?)null) };
        item.Origin.Complete(entry, item);
        if (end.Failure is { } failure) Suspend(entry, item.Original, end.Port, failure);
        else handedOver.Add(entry, item.Original, in end);
        unit.Enqueue(entry);
    }

    private void Keep(WorkItem item, CorrelationToken token)
    {
        var entry = new CommitEntry(this) { Tag = (item, (CorrelationToken?)token) };
        item.Origin.Complete(entry, item);
        var now = time.GetUtcNow();
        var row = OpenItems.Of(
            OpenItemKind.Response, OpenItemState.Kept, Name, item.Original, TypeOf(item.Original), null, now);
        entry.Opened = [row with { Id = token.Request }];
        unit.Enqueue(entry);
    }

    private void Suspend(CommitEntry entry, Message message, string port, Failure failure)
    {
        var now = time.GetUtcNow();
        entry.Opened =
        [
            OpenItems.Of(
                OpenItemKind.Response, OpenItemState.SuspendedNotResumable, port, message, TypeOf(message), failure,
                now),
        ];
        (entry.Events ??= []).Add(new TrackEvent
        {
            Kind = TrackEventKind.Suspended, At = now, MessageId = message.Id,
            InterchangeId = message.InterchangeId, Port = port, MessageType = TypeOf(message),
            FailureCode = failure.Code, FailureText = failure.ToString(),
        });
        LogSuspended(logger, port, message.Id, failure.ToString());
    }

    private static string? TypeOf(Message message) => message.Context.Text(SystemProperties.MessageType);

    [LoggerMessage(1861, LogLevel.Warning, "{Port}: the response {Message} is suspended: {Reason}")]
    private static partial void LogSuspended(ILogger logger, string port, Guid message, string reason);
}
