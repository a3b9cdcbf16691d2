using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>
/// Writes down what callers of two-way receive locations got: a delivery at the location, with the bodies that it wants
/// tracked.
/// </summary>
/// <param name="unit">The writer.</param>
/// <param name="pipeline">What bodies a record can hold.</param>
/// <param name="time">The clock.</param>
internal sealed class HandedOver(CommitUnit unit, PipelineContext pipeline, TimeProvider time)
{
    /// <summary>What the caller is to get, fit to be tracked if its location wants that.</summary>
    /// <exception cref="IOException">A body cannot be read now.</exception>
    /// <exception cref="StoreUnavailableException">A body cannot be stored now.</exception>
    public async ValueTask<Message> KeepAsync(Message response, string location, CancellationToken cancellationToken) =>
        unit.Tracking.OfSource(location).After
            ? await SentBodies.KeepAsync(response, pipeline, cancellationToken)
            : response;

    /// <summary>Adds it to the entry that completes the reply.</summary>
    public void Add(CommitEntry entry, Message reply, in ReplyEnd end)
    {
        var now = time.GetUtcNow();
        (entry.Delivered ??= []).Add(new Delivery(reply.Id, reply.InterchangeId, end.Port, now));
        if (end.Response is not { } response) return;
        var tracking = unit.Tracking.OfSource(end.Port);
        if (tracking.Before) Track(entry, reply, end.Port, BodyPlace.Before, tracking, now);
        // Tracking may have been switched on since its pipeline ran.
        if (!tracking.After || !SentBodies.AreKept(response, pipeline.Limits)) return;
        SentBodies.Take(entry, response);
        Track(entry, response, end.Port, BodyPlace.After, tracking, now);
    }

    /// <summary>Writes it down by itself: of a reply that is kept, whoever gets it.</summary>
    public void Commit(Message reply, in ReplyEnd end)
    {
        var entry = new CommitEntry(new EntryWaiter());
        Add(entry, reply, in end);
        unit.Enqueue(entry);
    }

    private static void Track(
        CommitEntry entry, Message message, string port, BodyPlace place, PortTracking tracking, DateTimeOffset now) =>
        (entry.Tracked ??= []).Add(TrackedMessage.Of(message, port, place, tracking, now));
}
