using System.Diagnostics;
using System.Runtime.InteropServices;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>Counts what a commit has made durable. Called by the writer, between two commits.</summary>
internal static class CommitCounts
{
    /// <summary>All that <see cref="ReasonOf"/> gives.</summary>
    public static readonly IReadOnlyList<string> Reasons =
    [
        "routes-changed", "receipts-taken", "readers-lost", "items-lost", "leases-lost", "lane-lost", "no-room",
        "refused",
    ];

    /// <summary>Counts it.</summary>
    /// <param name="figures">Where.</param>
    /// <param name="members">The entries of the commit.</param>
    /// <param name="batch">What was committed.</param>
    /// <param name="elapsed">How long the store took.</param>
    public static void Add(
        RuntimeFigures figures, List<CommitEntry> members, CommitBatch batch, TimeSpan elapsed)
    {
        foreach (var member in members)
        {
            if (member.Publications is { } publications)
                foreach (var publication in publications) figures.Sent.Add(publication.Location);
            if (member.Delivered is { Count: > 0 } delivered) AddDelivered(figures, delivered);
            if (member.Events is { } events)
                foreach (var e in events)
                    if (e.Kind == TrackEventKind.Suspended)
                        figures.Suspended.Add(e.Port, FailureCodes.Known(e.FailureCode));
            if (member.Unrouted is { } unrouted)
                foreach (var row in unrouted) figures.Suspended.Add(row.Port, FailureCodes.Known(row.FailureCode));
        }

        figures.CommitDuration?.Record(elapsed.TotalSeconds);
        figures.CommitEntries?.Record(members.Count);
        figures.CommitSize?.Record(batch.Records.Length);
    }

    /// <summary>Why a commit was not made as it stood.</summary>
    public static string ReasonOf(CommitResult result) => result switch
    {
        CommitResult.RoutesChanged => "routes-changed",
        CommitResult.ReceiptsTaken => "receipts-taken",
        CommitResult.ReadersLost => "readers-lost",
        CommitResult.OpenItemsLost => "items-lost",
        CommitResult.LeasesLost => "leases-lost",
        CommitResult.LaneLost => "lane-lost",
        CommitResult.NoRoom => "no-room",
        CommitResult.Refused => "refused",
        _ => throw new UnreachableException($"Unknown commit result {result}."),
    };

    private static void AddDelivered(RuntimeFigures figures, List<Delivery> delivered)
    {
        foreach (ref readonly var delivery in CollectionsMarshal.AsSpan(delivered))
        {
            if (delivery.Meter is { } meter) meter.Consumed.Add();
            else figures.Consumed.Add(delivery.Port);
        }

        if (figures.Delivery is not { Enabled: true } histogram) return;
        // One of them, so that a batch costs as much as a message.
        var first = delivered[0];
        if (Ids.TimeOf(first.MessageId) is not { } received) return;
        double seconds = Math.Max(0, (first.At - received).TotalSeconds);
        histogram.Record(seconds, new KeyValuePair<string, object?>(MetricTags.Destination, first.Port));
    }
}
