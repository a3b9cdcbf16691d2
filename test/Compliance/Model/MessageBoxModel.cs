using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>
/// The message box as <c>docs/concepts/message-box.md</c> describes it, as simply as it can be said: plain collections,
/// no input and output, no clock (the time is an argument), one caller at a time. Stores are compared with it. Its
/// virtual members are the rules that a broken store breaks; tests replace them to prove that the suites notice.
/// <para>
/// Room is left for what high availability adds: an owner is always (session, epoch), segments carry the store-wide
/// number that ordered readers work by, and the lock of a session is a fact of its own beside its row.
/// </para>
/// </summary>
public partial class MessageBoxModel
{
    /// <summary>The group has at least this many lanes.</summary>
    public const int LanesOfGroup = 16;

    /// <summary>The tracker's number.</summary>
    public const int Tracker = 0;

    /// <summary>The group that the store belongs to; null before the first preparation.</summary>
    public string? Group { get; set; }

    public SortedDictionary<long, SessionEntry> Sessions { get; } = [];

    public SortedDictionary<int, LaneEntry> Lanes { get; } = [];

    public Dictionary<ReaderLane, ReaderLaneEntry> ReaderLanes { get; } = [];

    public SortedDictionary<Guid, OpenItemEntry> OpenItems { get; } = [];

    public Dictionary<ReceiptKey, ReceiptEntry> Receipts { get; } = [];

    public SortedDictionary<Guid, ClaimEntry> Claims { get; } = [];

    public Dictionary<Guid, BodyEntry> Bodies { get; } = [];

    public List<TrackingRow> Tracking { get; } = [];

    public Dictionary<string, byte[]> Packages { get; } = [];

    public List<ReaderRow> Readers { get; } = [new(Tracker, ReaderKind.Tracker, "", Tracker)];

    public SortedDictionary<string, int> Ports { get; } = new(StringComparer.Ordinal);

    private long LastSession { get; set; }

    private long LastSegmentNumber { get; set; }

    private long LastTracking { get; set; }

    /// <summary>The fence: who owns a row, and in which epoch. Never the epoch alone.</summary>
    protected virtual bool Holds(SessionId owner, long epoch, SessionId session, long named) =>
        owner == session && epoch == named && session != SessionId.None;

    private bool IsAlive(SessionId session) => Sessions.ContainsKey(session.Value);

    private bool HoldsLane(int lane, SessionId session, long epoch) =>
        Lanes.TryGetValue(lane, out var entry) && Holds(entry.Owner, entry.Epoch, session, epoch);

    private bool HoldsReader(ReaderLane key, SessionId session, long epoch) =>
        ReaderLanes.TryGetValue(key, out var entry) && !entry.Joined
        && Holds(entry.Owner, entry.Epoch, session, epoch);

    private bool HoldsItem(OpenItemKey key, SessionId session) =>
        OpenItems.TryGetValue(key.Id, out var entry) && entry.Row.State == OpenItemState.Active
        && Holds(entry.Owner, entry.Row.Epoch, session, key.Epoch);
}
