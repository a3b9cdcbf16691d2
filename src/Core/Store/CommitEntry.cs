using Viaduct.Core.Adapters;
using Viaduct.Core.Process;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// What one caller wants in one commit: all of it or nothing. Many entries share a commit; a failing one is taken out.
/// </summary>
internal sealed class CommitEntry(ICommitObserver observer)
{
    private int _isTaken;

    /// <summary>Who is told.</summary>
    public ICommitObserver Observer { get; } = observer;

    /// <summary>What the observer wants to find again when it is told.</summary>
    public object? Tag { get; init; }

    /// <summary>Messages to publish. Those that nobody wants become suspended open items.</summary>
    public List<Publication>? Publications { get; set; }

    /// <summary>
    /// What made the publications: once it is replaced they are not routed any more. Null: they hold under any
    /// configuration.
    /// </summary>
    public IReplaceable? MadeBy { get; init; }

    /// <summary>The lease in whose name it is written; null: none.</summary>
    public LeaseFence? Lease { get; init; }

    /// <summary>The receipt that the entry stands or falls with.</summary>
    public ReceiptRow? Receipt { get; set; }

    /// <summary>Further receipts that the entry stands or falls with.</summary>
    public List<ReceiptRow>? OtherReceipts { get; set; }

    /// <summary>The reader whose work items are completed or recorded here.</summary>
    public ReaderProgress? Reader { get; set; }

    /// <summary>Work items of <see cref="Reader"/> that are done with this commit.</summary>
    public List<Position>? Completed { get; set; }

    /// <summary>What senders record before an effect, for work items of <see cref="Reader"/>.</summary>
    public List<TransmitRecord>? Transmits { get; set; }

    public List<OpenItemRow>? Opened { get; set; }

    public List<OpenItemChange>? Changed { get; set; }

    public List<OpenItemKey>? Removed { get; set; }

    public List<ClaimRow>? Claims { get; set; }

    public List<Guid>? ClaimsEnded { get; set; }

    public List<ReceiptKey>? ReceiptsClosed { get; set; }

    public List<Guid>? Bodies { get; set; }

    /// <summary>Deliveries, tracked without an event object each.</summary>
    public List<Delivery>? Delivered { get; set; }

    /// <summary>Other events.</summary>
    public List<TrackEvent>? Events { get; set; }

    /// <summary>Messages whose bodies are tracked.</summary>
    public List<TrackedMessage>? Tracked { get; set; }

    /// <summary>Batches of the tracker.</summary>
    public List<TrackingRow>? Tracking { get; set; }

    /// <summary>Set by the router for publications that nobody wants; made anew with every routing.</summary>
    public List<OpenItemRow>? Unrouted { get; set; }

    /// <summary>All its receipts.</summary>
    public IEnumerable<ReceiptRow> Receipts
    {
        get
        {
            if (Receipt is not null) yield return Receipt;
            if (OtherReceipts is null) yield break;
            foreach (var receipt in OtherReceipts) yield return receipt;
        }
    }

    /// <summary>True once, for the writer that commits it or for the caller that takes it back.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Takes over what has come in for another entry, which is not committed by itself.</summary>
    public void Take(CommitEntry received)
    {
        Publications = Joined(Publications, received.Publications);
        Opened = Joined(Opened, received.Opened);
        Bodies = Joined(Bodies, received.Bodies);
        Events = Joined(Events, received.Events);
        Tracked = Joined(Tracked, received.Tracked);
    }

    private static List<T>? Joined<T>(List<T>? to, List<T>? from)
    {
        if (to is null || from is null) return to ?? from;
        to.AddRange(from);
        return to;
    }

    /// <summary>About how many bytes it adds to the commit.</summary>
    public int Weight
    {
        get
        {
            int bytes = 256;
            if (Publications is not null)
                foreach (var p in Publications) bytes += p.Record.Length + 64;
            if (Opened is not null)
                foreach (var o in Opened) bytes += o.Record.Length + 512;
            if (Tracked is not null)
                foreach (var t in Tracked) bytes += t.Record.Length + 64;
            if (Tracking is not null)
                foreach (var t in Tracking) bytes += t.Events.Length + t.Index.Length;
            return bytes;
        }
    }
}
