using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;

namespace Viaduct.Core.Receive;

/// <summary>
/// The way from one receive location into the message box: pipeline, then one commit with the receipt; only then the
/// receiver is told (invariant 1).
/// </summary>
internal sealed partial class LocationIntake(ReceiveLocation location, IntakeServices services) : IReplaceable
{
    private static readonly IntakeResult Refused = new(IntakeOutcome.Refused, Guid.Empty);

    private volatile bool _isReplaced;

    /// <inheritdoc/>
    public bool IsReplaced => _isReplaced;

    /// <summary>
    /// Another version of the location takes its place: what is not committed yet is made anew by that.
    /// </summary>
    public void Retire() => _isReplaced = true;

    /// <summary>Leaves an item at its source.</summary>
    public async ValueTask<IntakeResult> RefuseAsync(SourceItem item)
    {
        await DropBodyAsync(item);
        return Refused;
    }

    /// <summary>As <see cref="IIntake.SubmitAsync"/> says.</summary>
    /// <param name="item">What came in.</param>
    /// <param name="interchangeId">The id of its interchange; null for a new one.</param>
    /// <param name="cancellationToken">Leaves it at its source, unless its commit has begun.</param>
    /// <returns>Null if another version of the location has taken the place of this one, and nothing was written.
    /// </returns>
    public async ValueTask<IntakeResult?> SubmitAsync(
        SourceItem item, Guid? interchangeId, CancellationToken cancellationToken)
    {
        long begun = services.Time.GetTimestamp();
        using var trace = ReceiveTrace.Begin(location.TraceNames, item.Context);
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter) { MadeBy = this, Lease = location.Lease };
        if (item.Receipt is { } key) entry.Receipt = new ReceiptRow(key, !item.ReceiptIsFresh);
        Interchange interchange;
        try
        {
            interchange = await PrepareAsync(item, entry, interchangeId, isAgain: false, trace, cancellationToken);
        }
        catch (Exception e) when (e is IOException or StoreUnavailableException)
        {
            LogUnreadable(services.Logger, location.Name, e.Message);
            return Count(await RefuseAsync(item), begun);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Count(await RefuseAsync(item), begun);
        }

        var outcome = await CommitAsync(interchange, waiter, cancellationToken);
        if (outcome == EntryOutcome.Outdated)
        {
            // What came in is needed once more, by the version that has taken the place of this one; a copy is not.
            if (interchange.Item.Body == item.Body) await interchange.DropMadeBodiesAsync();
            else await interchange.DropBodiesAsync(isCommitted: false);
            trace?.Tell(interchange.Id, interchange.Messages, "outdated", null);
            return null;
        }

        var result = outcome == EntryOutcome.Refused
            ? await SuspendRefusedAsync(interchange.Item, interchange.Id, waiter.Detail, cancellationToken)
            : await AnswerAsync(interchange, outcome, cancellationToken);
        trace?.Tell(interchange.Id, interchange.Messages, WordOf(result.Outcome), result.Failure);
        return Count(result, begun);
    }

    private IntakeResult Count(IntakeResult result, long begun)
    {
        var code = result.Failure is { } failure ? FailureCodes.Known(failure.Code) : null;
        services.Unit.Figures.Received(
            location.Name, WordOf(result.Outcome), code, services.Time.GetElapsedTime(begun));
        return result;
    }

    private static string WordOf(IntakeOutcome outcome) => outcome switch
    {
        IntakeOutcome.Published => "published",
        IntakeOutcome.Suspended => "suspended",
        IntakeOutcome.Duplicate => "duplicate",
        IntakeOutcome.Conflict => "conflict",
        _ => "refused",
    };

    /// <summary>Removes the stored bytes of an item of which other messages were made.</summary>
    public async ValueTask DropUntakenAsync(SourceItem item)
    {
        if (item.Body is IStoredBody stored && stored.TryTake()) await DropBodyAsync(item);
    }

    /// <summary>Removes the stored bytes of an item that is not taken in.</summary>
    public async ValueTask DropBodyAsync(SourceItem item)
    {
        if (item.Body is not IStoredBody) return;
        var nothing = new Interchange(location, services, item, new CommitEntry(new EntryWaiter()), null);
        await nothing.DropBodiesAsync(isCommitted: false);
    }

    /// <summary>Commits what has been prepared.</summary>
    private async ValueTask<EntryOutcome> CommitAsync(
        Interchange interchange, EntryWaiter waiter, CancellationToken cancellationToken)
    {
        var entry = interchange.Entry;
        var item = interchange.Item;
        if (item.Exclusive is { } exclusive)
            entry.OtherReceipts = ExclusiveReceipts.Of(item.Receipt!.Value, exclusive, interchange.Failure);
        services.Unit.Enqueue(entry);
        await using var withdrawal = cancellationToken.UnsafeRegister(
            static taken => CommitUnit.Withdraw((CommitEntry)taken!), entry);
        var outcome = await waiter.Outcome;
        if (outcome == EntryOutcome.Stopped) throw Unknown();
        bool isOver = outcome is not (EntryOutcome.Refused or EntryOutcome.Outdated);
        if (isOver && interchange.HasStoredBodies)
            await interchange.DropBodiesAsync(outcome == EntryOutcome.Committed);
        return outcome;
    }

    /// <summary>What is said of an item that the store has taken, or had before, or that was taken back.</summary>
    private async ValueTask<IntakeResult> AnswerAsync(
        Interchange interchange, EntryOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        EntryOutcome.Committed => Answer(interchange),
        EntryOutcome.Duplicate => await RepeatedAsync(interchange.Item, cancellationToken),
        _ => Refused,
    };

    /// <summary>What is said of an item that has been here before.</summary>
    private async ValueTask<IntakeResult> RepeatedAsync(SourceItem item, CancellationToken cancellationToken)
    {
        var id = item.InterchangeId ?? Guid.Empty;
        if (item.Exclusive is null) return Duplicate(id, null);
        try
        {
            var receipt = item.Receipt!.Value;
            var found = await services.Receipts.FindAsync(ExclusiveReceipts.ToFind(receipt), cancellationToken);
            return found.Contains(receipt)
                ? Duplicate(id, ExclusiveReceipts.FailureIn(found, receipt))
                : new IntakeResult(IntakeOutcome.Conflict, Guid.Empty);
        }
        catch (StoreUnavailableException e)
        {
            LogUnreadable(services.Logger, location.Name, e.Message);
            return Refused;
        }
    }

    // Nothing else is committed for it, so that it is told by itself; nobody waits for that.
    private IntakeResult Duplicate(Guid interchange, Failure? failure)
    {
        services.Unit.Enqueue(new CommitEntry(new EntryWaiter())
        {
            Events =
            [
                new TrackEvent
                {
                    Kind = TrackEventKind.Duplicate, At = services.Time.GetUtcNow(), MessageId = interchange,
                    InterchangeId = interchange, Port = location.Name,
                },
            ],
        });
        return new IntakeResult(IntakeOutcome.Duplicate, interchange, failure);
    }

    /// <summary>Runs the pipeline over an item and puts what comes of it into the entry, without committing.</summary>
    /// <param name="item">What came in.</param>
    /// <param name="entry">What is to be committed.</param>
    /// <param name="cancellationToken">Ends the work on the item.</param>
    /// <param name="interchangeId">The id of its interchange; null for a new one.</param>
    /// <param name="isAgain">True if it comes again (resumed): what came in was tracked when it came first.</param>
    /// <exception cref="IOException">The body cannot be read now.</exception>
    /// <exception cref="StoreUnavailableException">A large body cannot be stored now.</exception>
    public async ValueTask<Interchange> PrepareAsync(
        SourceItem item, CommitEntry entry, CancellationToken cancellationToken, Guid? interchangeId = null,
        bool isAgain = false)
    {
        // It is committed with what others have: the spans end here.
        using var trace = ReceiveTrace.Begin(location.TraceNames, item.Context);
        var interchange = await PrepareAsync(item, entry, interchangeId, isAgain, trace, cancellationToken);
        trace?.Tell(interchange.Id, interchange.Messages, "prepared", interchange.Failure);
        return interchange;
    }

    private async ValueTask<Interchange> PrepareAsync(
        SourceItem item, CommitEntry entry, Guid? interchangeId, bool isAgain, ReceiveTrace? trace,
        CancellationToken cancellationToken)
    {
        var tracking = isAgain ? null : services.Tracking().OfSource(location.Name);
        var given = item.Body;
        if (tracking is { Before: true }) item = await KeepAsync(item, cancellationToken);
        var interchange = new Interchange(location, services, item, entry, interchangeId ?? item.InterchangeId)
        {
            Trace = trace,
        };
        try
        {
            var failure = item.Failure ?? await RunAsync(interchange, item, cancellationToken)
                ?? NotOneRequest(interchange);
            if (failure is not null) await interchange.SuspendWholeAsync(failure, cancellationToken);
            if (tracking is { Before: true }) interchange.TrackAsItCame(tracking);
            return interchange;
        }
        catch
        {
            // The entry may be that of other items, too, and must not hold half an interchange.
            await interchange.DiscardAsync();
            if (item.Body != given) await interchange.DropBodiesAsync(isCommitted: false);
            throw;
        }
    }

    /// <summary>
    /// The item with a body that a record can hold: what is tracked is what the pipeline reads, and the source is read
    /// once.
    /// </summary>
    private async ValueTask<SourceItem> KeepAsync(SourceItem item, CancellationToken cancellationToken)
    {
        bool isInMemory = item.Body.TryGetBytes(out var bytes) && bytes.Length <= services.Limits.InlineBytes;
        if (isInMemory || item.Body is IStoredBody) return item;
        await using var writer = services.Unlimited.CreateBody();
        await using var source = await item.Body.OpenAsync(cancellationToken);
        await source.CopyToAsync(writer.Stream, cancellationToken);
        return item.With(await writer.CompleteAsync(cancellationToken));
    }

    private Failure? NotOneRequest(Interchange interchange) => !location.IsTwoWay || interchange.Messages == 1
        ? null
        : new Failure(
            FailureCodes.BadInput,
            $"A request is one message, but this one holds {interchange.Messages}. "
                + "Send them one by one, or to a one-way receive port.");

    /// <summary>One of this location's interchanges that was taken in whole, to be disassembled.</summary>
    /// <param name="row">Its open item, in the hands of this process.</param>
    /// <param name="whole">Its message.</param>
    /// <param name="keepUpAsync">Waits until what has been published is worked.</param>
    public LargeInterchange Large(
        OpenItemRow row, Messages.Message whole, Func<CancellationToken, ValueTask> keepUpAsync) =>
        new(location, services, row, whole, keepUpAsync);

    private async ValueTask<Failure?> RunAsync(
        Interchange interchange, SourceItem item, CancellationToken cancellationToken)
    {
        // The item's own context is kept as the adapter set it, for a suspension of the whole; a pipeline without
        // components changes nothing in it.
        bool passes = location.Pipeline.IsPassThrough;
        var context = passes ? item.Context : new Messages.MessageContextBuilder(item.Context.Build());
        var message = new PipelineMessage(item.Body, context, item.ContentType);
        if (passes)
            return await new ReceiveStages(location.Pipeline, services.Pipeline)
                .TakeAsync(interchange, DisassembledItem.Good(message), cancellationToken);
        var run = services.Pipeline.BeginRun();
        try
        {
            return await RunAsync(interchange, message, new ReceiveStages(location.Pipeline, run), cancellationToken);
        }
        finally
        {
            await run.DiscardUnusedAsync();
        }
    }

    private async ValueTask<Failure?> RunAsync(
        Interchange interchange, PipelineMessage message, ReceiveStages stages, CancellationToken cancellationToken)
    {
        var failure = await stages.DecodeAsync(message, cancellationToken);
        if (failure is not null) return failure;
        var (disassembler, unknown) = await stages.ChooseAsync(message, cancellationToken);
        if (unknown is not null) return unknown;
        if (disassembler is null)
            return await stages.TakeAsync(interchange, DisassembledItem.Good(message), cancellationToken);
        await foreach (var item in stages.DisassembleAsync(disassembler, message, cancellationToken))
        {
            failure = await stages.TakeAsync(interchange, item, cancellationToken);
            if (failure is not null) return failure;
            if (!interchange.IsLarge) continue;
            if (location.IsTwoWay) return NotOneRequest(interchange);
            await interchange.TakeWholeAsync(cancellationToken);
            return null;
        }

        return null;
    }

    private IntakeResult Answer(Interchange interchange)
    {
        if (interchange.Failure is { } failure)
        {
            LogSuspended(services.Logger, location.Name, failure.ToString());
            return new IntakeResult(IntakeOutcome.Suspended, interchange.Id, failure);
        }

        if (interchange.Entry.Unrouted is not { Count: > 0 } unrouted)
            return new IntakeResult(IntakeOutcome.Published, interchange.Id);
        failure = new Failure(unrouted[0].FailureCode!, unrouted[0].FailureText!);
        LogSuspended(services.Logger, location.Name, failure.ToString());
        return new IntakeResult(IntakeOutcome.Suspended, interchange.Id, failure);
    }

    /// <summary>The store does not take what came of the item: what came in is suspended instead.</summary>
    private async ValueTask<IntakeResult> SuspendRefusedAsync(
        SourceItem item, Guid interchangeId, string? detail, CancellationToken cancellationToken)
    {
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter) { Lease = location.Lease };
        if (item.Receipt is { } key) entry.Receipt = new ReceiptRow(key, !item.ReceiptIsFresh);
        var failure = new Failure(
            FailureCodes.ComponentDefect, $"The store refused what the pipeline made of the item: {detail}");
        var interchange = new Interchange(location, services, item, entry, interchangeId);
        await interchange.SuspendWholeAsync(failure, cancellationToken);
        return await AnswerAsync(
            interchange, await CommitAsync(interchange, waiter, cancellationToken), cancellationToken);
    }

    // A receiver that took this for a refusal would free the item, and it might come in twice.
    private static OperationCanceledException Unknown() =>
        new("The process is ending, and whether the item was taken in is not known; its receipt will tell.");

    [LoggerMessage(1101, LogLevel.Warning, "{Location}: suspended: {Reason}")]
    private static partial void LogSuspended(ILogger logger, string location, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "{Location}: left at its source for now: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string location, string reason);
}
