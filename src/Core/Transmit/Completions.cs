using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;

namespace Viaduct.Core.Transmit;

/// <summary>Commits what has become of the work items of one send port, with what came back.</summary>
/// <param name="port">The port.</param>
/// <param name="services">What it works with.</param>
/// <param name="meter">Where its deliveries are counted.</param>
internal sealed partial class Completions(SendPort port, TransmitServices services, PortMeter meter) : ICommitObserver
{
    /// <summary>What is settled and waits to be written down.</summary>
    public SettledItems Settled { get; } = new();

    /// <summary>Commits what has been settled: one entry per origin.</summary>
    /// <param name="noTimeLeft">Cancelled when what is under way is to be abandoned.</param>
    public async ValueTask FlushAsync(CancellationToken noTimeLeft)
    {
        foreach (var group in Settled.Take())
        {
            var entry = new CommitEntry(this) { Tag = group };
            foreach (var item in group.Items) await AddAsync(entry, item, noTimeLeft);
            services.Unit.Enqueue(entry);
        }
    }

    /// <summary>
    /// An item was settled while it moved: its batch may have ended since, and nobody else would write its end down
    /// before the next batch.
    /// </summary>
    public void SettledWhileItMoved(WorkItem item)
    {
        Settled.Add(item);
        _ = Task.Run(() => FlushAsync(CancellationToken.None).AsTask(), CancellationToken.None);
    }

    /// <summary>Writes down what a sender is about to do.</summary>
    public async ValueTask<EntryOutcome> RecordAsync(WorkItem item, string record)
    {
        var waiter = new EntryWaiter();
        var entry = new CommitEntry(waiter);
        item.Origin.Record(entry, item, record);
        services.Unit.Enqueue(entry);
        return await waiter.Outcome;
    }

    /// <summary>Runs a response through the port's receive pipeline.</summary>
    /// <returns>What is to be committed with the item's completion.</returns>
    /// <exception cref="IOException">It cannot be read, or not be kept.</exception>
    public async ValueTask<CommitEntry> TakeInAsync(
        WorkItem item, SourceItem response, CancellationToken cancellationToken)
    {
        var doors = port.Responses
            ?? throw new InvalidOperationException($"The send port '{port.Name}' is one-way and gets no responses.");
        var entry = new CommitEntry(this);
        try
        {
            await doors.PrepareAsync(item, response, entry, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            throw new IOException(e.Message, e);
        }

        return entry;
    }

    void ICommitObserver.Settled(CommitEntry entry, EntryOutcome outcome, string? detail)
    {
        var settled = (SettledEntry)entry.Tag!;
        if (outcome == EntryOutcome.Refused)
        {
            LogRefused(services.Logger, port.Name, detail);
            if (!settled.IsRefused)
            {
                foreach (var item in settled.Items) FailRefused(item, detail);
                return;
            }
        }

        foreach (var item in settled.Items) item.Origin.Released(item, outcome);
    }

    // One of them is what the store does not take: each goes on alone, and that one ends before a person.
    private void FailRefused(WorkItem item, string? detail)
    {
        var failure = new Failure(
            FailureCodes.ComponentDefect, $"The store refused what came of the delivery: {detail}");
        var decision = RetryPolicy.Decide(port.Retry, item.Attempts + 1, transient: true);
        var entry = new CommitEntry(this) { Tag = new SettledEntry([item]) { IsRefused = true } };
        item.Origin.Fail(entry, item, new FailedDelivery(failure, decision, services.Time.GetUtcNow()));
        services.Unit.Enqueue(entry);
    }

    private async ValueTask AddAsync(CommitEntry entry, WorkItem item, CancellationToken noTimeLeft)
    {
        var now = services.Time.GetUtcNow();
        if (item.Failure is { } failure)
        {
            services.Unit.Figures.Consumed.Add(port.Name, FailureCodes.Known(failure.Code));
            if (item.IsTransient) port.Circuit.Failed();
            var decision = RetryPolicy.Decide(
                port.Retry, item.Attempts + 1, item.IsTransient, item.NotBefore);
            LogFailed(services.Logger, port.Name, item.Original.Id, failure.ToString(), Next(decision.After));
            item.Origin.Fail(entry, item, new FailedDelivery(failure, decision, now));
            if (decision.After is null) port.Responses?.Refuse(item, failure, entry);
            return;
        }

        port.Circuit.Succeeded();
        if (item.Response is { } response) entry.Take(response);
        if (item.Inbound is not null && await ReceiveAsync(entry, item, noTimeLeft) is { } refused)
        {
            var again = new RetryDecision(port.Retry.Interval);
            item.Origin.Fail(entry, item, new FailedDelivery(refused, again, now));
            return;
        }

        item.Origin.Complete(entry, item);
        (entry.Delivered ??= []).Add(
            new Delivery(item.Original.Id, item.Original.InterchangeId, port.Name, now, meter));
        if (services.Unit.Tracking.OfPort(port.Name) is { After: true } tracking) Track(entry, item, tracking);
    }

    // What was transmitted; what its pipeline put beside the log is published with it.
    private void Track(CommitEntry entry, WorkItem item, PortTracking tracking)
    {
        var message = item.Message;
        // Tracking may have been switched on since its pipeline ran.
        if (!SentBodies.AreKept(message, services.Pipeline.Limits)) return;
        SentBodies.Take(entry, message);
        (entry.Tracked ??= []).Add(TrackedMessage.Of(
            message, port.Name, BodyPlace.After, tracking, services.Time.GetUtcNow()));
    }

    /// <summary>Takes in what came back.</summary>
    /// <returns>Null, or why it cannot be taken in now.</returns>
    private async ValueTask<Failure?> ReceiveAsync(CommitEntry entry, WorkItem item, CancellationToken noTimeLeft)
    {
        // What goes round stays in its trace.
        if (item.Trace is { } trace) TraceHeaders.Write(item.Inbound!.Item.Context, trace);
        try
        {
            await services.Inbound.PrepareAsync(item.Inbound!, entry, noTimeLeft);
            return null;
        }
        catch (Exception e) when (e is IOException or StoreUnavailableException)
        {
            return new Failure(FailureCodes.TransmitTransient, e.Message);
        }
    }

    private static string Next(TimeSpan? after) =>
        after is { } delay ? $"The next attempt is due in {delay}." : "It is suspended.";

    [LoggerMessage(1301, LogLevel.Warning, "{Port}: delivery of {Message} failed: {Reason} {Next}")]
    private static partial void LogFailed(ILogger logger, string port, Guid message, string reason, string next);

    [LoggerMessage(1303, LogLevel.Error, "{Port}: the store refused a completion: {Detail}")]
    private static partial void LogRefused(ILogger logger, string port, string? detail);
}
