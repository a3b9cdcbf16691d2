using Microsoft.Extensions.Logging;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Receive;

/// <summary>
/// An interchange that was taken in whole, in the hands of this process: checked first if it must be all or nothing,
/// then published in slices, each with the progress in one commit, until it is done, fails or is another owner's
/// (docs/concepts/large-messages.md).
/// </summary>
/// <param name="location">Where it came in.</param>
/// <param name="services">What an intake works with.</param>
/// <param name="row">Its open item.</param>
/// <param name="whole">Its message.</param>
/// <param name="keepUpAsync">Waits until what has been published is worked.</param>
internal sealed partial class LargeInterchange(
    ReceiveLocation location, IntakeServices services, OpenItemRow row, Message whole,
    Func<CancellationToken, ValueTask> keepUpAsync)
{
    private const int ReadFaultsMax = 5;
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CheckSaves = TimeSpan.FromSeconds(5);

    private InterchangeProgress _progress =
        InterchangeProgress.Parse(row.Transmit) ?? new InterchangeProgress { Length = whole.Body.Body.Length ?? 0 };

    /// <summary>How many owners died with it since it last came on.</summary>
    public int Deaths => row.Deaths - _progress.Deaths;

    /// <summary>True if it may have ended its process: it is worked with no other beside it.</summary>
    public bool IsSuspect => Deaths >= DeathLimits.Suspect;

    /// <summary>
    /// Works on it until nothing is left to do here. What cannot be read or stored now is tried again.
    /// </summary>
    /// <exception cref="OperationCanceledException">The process is ending: the next owner goes on.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        if (Deaths >= DeathLimits.Poison)
        {
            await SuspendAsync(Poison());
            return;
        }

        int faults = 0;
        while (true)
        {
            try
            {
                await RunOnceAsync(stop);
                return;
            }
            catch (StoreUnavailableException e)
            {
                LogWaits(services.Logger, location.Name, row.Id, e.Message);
            }
            catch (IOException e) when (++faults < ReadFaultsMax)
            {
                LogWaits(services.Logger, location.Name, row.Id, e.Message);
            }
            catch (IOException e)
            {
                await SuspendAsync(new Failure(FailureCodes.SourceUnreadable, e.Message));
                return;
            }

            await Task.Delay(AfterFault, services.Time, stop);
        }
    }

    /// <summary>It met a defect of this program: a person decides.</summary>
    public Task SuspendDefectAsync(Exception defect) => SuspendAsync(new Failure(
        FailureCodes.ComponentDefect, $"Its disassembly ended with {defect.GetType().Name}: {defect.Message}"));

    private async Task RunOnceAsync(CancellationToken stop)
    {
        var (decoding, parts) = (services.Pipeline.BeginRun(), services.Pipeline.BeginRun());
        try
        {
            var body = new CountedBody(whole.Body.Body);
            var message = new PipelineMessage(body, whole.Context.ToBuilder(), whole.Body.ContentType);
            var stages = new ReceiveStages(location.Pipeline, decoding);
            var failure = await stages.DecodeAsync(message, stop);
            var (disassembler, unknown) = failure is null ? await stages.ChooseAsync(message, stop) : default;
            if ((failure ?? unknown) is { } bad)
            {
                await SuspendAsync(bad);
                return;
            }

            if (!ReferenceEquals(message.Body, body)) message.Body = body = new CountedBody(message.Body);
            var work = new Work(
                new ReceiveStages(location.Pipeline, parts), new LargeParts(disassembler, message), body, parts);
            if (_progress.IsChecked || await CheckAsync(work, stop)) await PublishAsync(work, stop);
        }
        finally
        {
            await parts.DiscardUnusedAsync();
            await decoding.DiscardUnusedAsync();
        }
    }

    /// <summary>All of it, before anything is published; not if each part fails for itself.</summary>
    /// <returns>False if it goes no further.</returns>
    private async Task<bool> CheckAsync(Work work, CancellationToken stop)
    {
        bool makesBodies = location.Pipeline.Validators.Count + location.Pipeline.Maps.Count > 0;
        long saved = services.Time.GetTimestamp();
        var progress = _progress;
        await foreach (var part in work.Parts.After(progress, work.Context, makesBodies, stop))
        {
            if (part.Recoverable) break;
            var failure = TooMany(progress.Messages) ?? (await work.Stages.CheckAsync(part, stop)).Failure;
            await work.Context.DiscardUnusedAsync();
            if (failure is not null)
            {
                // Another configuration may judge what stands before otherwise.
                _progress = new InterchangeProgress { Length = _progress.Length };
                await SuspendAsync(failure);
                return false;
            }

            progress = progress with { Messages = progress.Messages + 1 };
            if (services.Time.GetElapsedTime(saved) < CheckSaves) continue;
            saved = services.Time.GetTimestamp();
            progress = Standing(progress, work, part);
            if (!await CommitAsync(progress)) return false;
        }

        return await CommitAsync(
            new InterchangeProgress { IsChecked = true, Length = _progress.Length, Deaths = row.Deaths });
    }

    private async Task PublishAsync(Work work, CancellationToken stop)
    {
        var progress = _progress;
        Interchange? slice = null;
        var before = Task.FromResult(true);
        try
        {
            await foreach (var part in work.Parts.After(progress, work.Context, makesBodies: true, stop))
            {
                slice ??= Begin(progress.Messages);
                var failure = TooMany(slice.Messages) ?? await work.Stages.TakeAsync(slice, part, stop);
                if (failure is not null)
                {
                    if (await before) await SuspendAsync(failure);
                    return;
                }

                if (!slice.IsFull) continue;
                progress = Standing(progress with { Messages = slice.Messages }, work, part);

                // While one slice is being committed, the next one is made.
                if (!await before) return;
                before = CommitAsync(slice, progress);
                slice = null;
                await work.Context.DiscardUnusedAsync();
                await keepUpAsync(stop);
            }

            if (!await before) return;
            before = CommitAsync(slice ?? Begin(progress.Messages), null);
            slice = null;
            await before;
        }
        finally
        {
            if (slice is not null) await slice.DiscardAsync();
            await before;
        }
    }

    private Interchange Begin(int numbered) =>
        new(location, services, new Adapters.SourceItem { Body = Body.Empty }, new CommitEntry(new EntryWaiter()),
            row.InterchangeId, numbered);

    /// <summary>Commits a slice with the progress behind it; without one it is the last, and the item ends.</summary>
    /// <returns>False if it goes no further here.</returns>
    private async Task<bool> CommitAsync(Interchange slice, InterchangeProgress? progress)
    {
        if (await CommitAsync(slice.Entry, progress)) return true;
        await slice.DiscardAsync();
        return false;
    }

    private Task<bool> CommitAsync(InterchangeProgress progress) =>
        CommitAsync(new CommitEntry(new EntryWaiter()), progress);

    private async Task<bool> CommitAsync(CommitEntry entry, InterchangeProgress? progress)
    {
        var key = new OpenItemKey(row.Id, row.Epoch);
        if (progress is null) entry.Removed = [key];
        else entry.Changed = [Change(OpenItemState.Active, progress, null)];
        var waiter = (EntryWaiter)entry.Observer;
        services.Unit.Enqueue(entry);
        switch (await waiter.Outcome)
        {
            case EntryOutcome.Committed:
                _progress = progress ?? _progress;
                return true;
            case EntryOutcome.Refused:
                await SuspendAsync(new Failure(
                    FailureCodes.ComponentDefect, $"The store refused a slice of it: {waiter.Detail}"));
                return false;
            default:
                // Another owner's by now, terminated by a person, or the process ends: nothing of the slice is there.
                return false;
        }
    }

    /// <summary>It waits for a person; resumed, it goes on where it stands.</summary>
    private async Task SuspendAsync(Failure failure)
    {
        if (_progress is { IsChecked: true, Messages: > 0 and var published })
            failure = failure with
            {
                Text = $"{failure.Text} Its first {published:N0} messages have been published or suspended already. "
                    + "Resumed, it goes on behind them; terminated, they stay.",
            };
        else _progress = new InterchangeProgress { Length = _progress.Length };
        _progress = _progress with { Deaths = row.Deaths };
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter)
        {
            Changed = [Change(OpenItemState.Suspended, _progress, failure)],
            Events =
            [
                new TrackEvent
                {
                    Kind = TrackEventKind.Suspended, At = services.Time.GetUtcNow(), MessageId = row.MessageId,
                    InterchangeId = row.InterchangeId, Port = location.Name, FailureCode = failure.Code,
                    FailureText = failure.ToString(),
                },
            ],
        };
        services.Unit.Enqueue(entry);
        if (await waiter.Outcome == EntryOutcome.Committed)
            LogSuspended(services.Logger, location.Name, row.Id, failure.ToString());
    }

    private OpenItemChange Change(OpenItemState state, InterchangeProgress progress, Failure? failure) => new()
    {
        Key = new OpenItemKey(row.Id, row.Epoch), State = state, Attempts = row.Attempts,
        FailureCode = failure?.Code, FailureText = failure?.ToString(), Transmit = progress.ToString(),
    };

    private InterchangeProgress Standing(InterchangeProgress progress, Work work, DisassembledItem part) =>
        progress with { Bytes = work.Body.Read, Mark = part.Behind?.Mark, Deaths = row.Deaths };

    private Failure? TooMany(int parts) => parts < services.Limits.InterchangeParts
        ? null
        : new Failure(
            FailureCodes.Limit,
            $"The interchange has more parts than the limit of {services.Limits.InterchangeParts:N0}. Raise "
                + "limits.interchangeParts if this is intended, and resume it.");

    private Failure Poison() => new(
        FailureCodes.Poison,
        $"{Deaths} processes ended one after the other while they had this interchange in hand at the same place. It "
            + "was not tried again: find out what in it ends the process before it is resumed.");

    [LoggerMessage(1104, LogLevel.Warning, "{Location}: the large interchange {Item} waits: {Reason}")]
    private static partial void LogWaits(ILogger logger, string location, Guid item, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "{Location}: the large interchange {Item} is suspended: {Reason}")]
    private static partial void LogSuspended(ILogger logger, string location, Guid item, string reason);

    /// <summary>What one run over the interchange works with.</summary>
    private sealed record Work(
        ReceiveStages Stages, LargeParts Parts, CountedBody Body, StorePipelineContext Context);
}
