using Viaduct.Core.Adapters;

namespace Viaduct.Core.Store;

/// <summary>
/// What one commit writes: all or nothing, in one round trip, with every fence it depends on. A session has at most one
/// commit in flight.
/// </summary>
public sealed class CommitBatch
{
    /// <summary>The writing session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Names this commit, so that an unknown outcome can be resolved by (lane, sequence, commit id).</summary>
    public required Guid CommitId { get; init; }

    /// <summary>The lane.</summary>
    public required int Lane { get; init; }

    /// <summary>The session's epoch in the lane: the fence.</summary>
    public required long LaneEpoch { get; init; }

    /// <summary>
    /// The segment's sequence: the last one of the lane plus one. Every commit writes one segment row.
    /// </summary>
    public required long Sequence { get; init; }

    /// <summary>The route version that the references were made with; null if the batch publishes nothing.</summary>
    public required long? RouteVersion { get; init; }

    /// <summary>Message records, one after the other; empty if the batch publishes nothing.</summary>
    public ReadOnlyMemory<byte> Records { get; init; }

    /// <summary>What the tracker reads of this commit: receipts, publications, outcomes. May be empty.</summary>
    public ReadOnlyMemory<byte> Track { get; init; }

    /// <summary>One row per reader with work in the segment.</summary>
    public IReadOnlyList<ReferenceRow> References { get; init; } = [];

    /// <summary>At most one row per reader and lane; each is fenced.</summary>
    public IReadOnlyList<ProgressRow> Progress { get; init; } = [];

    /// <summary>At most one row per reader and lane; each is fenced.</summary>
    public IReadOnlyList<TransmitRow> Transmits { get; init; } = [];

    /// <summary>The leases in whose name it writes; each is fenced.</summary>
    public IReadOnlyList<LeaseFence> Leases { get; init; } = [];

    /// <summary>Receipts, sorted by key.</summary>
    public IReadOnlyList<ReceiptRow> Receipts { get; init; } = [];

    /// <summary>Receipts whose items are confirmed gone; an equal item is new again.</summary>
    public IReadOnlyList<ReceiptKey> ReceiptsClosed { get; init; } = [];

    /// <summary>New open items. One born active is owned by the session, in epoch 1.</summary>
    public IReadOnlyList<OpenItemRow> OpenItemsAdded { get; init; } = [];

    /// <summary>Changes of open items that the session owns; each is fenced.</summary>
    public IReadOnlyList<OpenItemChange> OpenItemsChanged { get; init; } = [];

    /// <summary>Open items that are done; each is fenced.</summary>
    public IReadOnlyList<OpenItemKey> OpenItemsRemoved { get; init; } = [];

    /// <summary>New claims, owned by the session.</summary>
    public IReadOnlyList<ClaimRow> ClaimsAdded { get; init; } = [];

    /// <summary>Claims that end, with their receipts.</summary>
    public IReadOnlyList<Guid> ClaimsRemoved { get; init; } = [];

    /// <summary>Uploaded bodies of this session that become part of what is published or kept here.</summary>
    public IReadOnlyList<Guid> BodiesPublished { get; init; } = [];

    /// <summary>The bodies that are tracked here: at most one row per retention class (rule 70).</summary>
    public IReadOnlyList<TrackedBodiesRow> TrackedBodies { get; init; } = [];

    /// <summary>
    /// Published bodies in chunks that what is tracked here names: they stay so long, whatever else becomes of them
    /// (rule 71). A body may come several times; the longest time holds.
    /// </summary>
    public IReadOnlyList<KeptBody> BodiesKept { get; init; } = [];

    /// <summary>Batches of tracking events, written by the tracker.</summary>
    public IReadOnlyList<TrackingRow> Tracking { get; init; } = [];

    /// <summary>True if another process waits for something in it: a hint follows the commit.</summary>
    public bool WakesOthers { get; init; }
}
