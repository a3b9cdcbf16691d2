using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// Builds a commit batch of a process, filled in as its runtime would do it: the fences it holds, the next sequence,
/// the next number. Each can be said otherwise.
/// </summary>
public sealed class CommitBuilder(StoreProcess process, int lane)
{
    private readonly List<byte> _records = [];
    private readonly SortedDictionary<int, List<(int Offset, int Length, IReadOnlyList<int> Ports)>> _pointers = [];
    private readonly List<ProgressRow> _progress = [];
    private readonly List<TransmitRow> _transmits = [];
    private readonly List<LeaseFence> _leases = [];
    private readonly List<ReceiptRow> _receipts = [];
    private readonly List<ReceiptKey> _receiptsClosed = [];
    private readonly List<OpenItemRow> _itemsAdded = [];
    private readonly List<OpenItemChange> _itemsChanged = [];
    private readonly List<OpenItemKey> _itemsRemoved = [];
    private readonly List<ClaimRow> _claimsAdded = [];
    private readonly List<Guid> _claimsRemoved = [];
    private readonly List<Guid> _bodies = [];
    private readonly List<TrackingRow> _tracking = [];
    private readonly List<TrackedBodiesRow> _trackedBodies = [];
    private readonly List<KeptBody> _kept = [];
    private readonly Guid _commitId = Some.Id();
    private SessionId? _session;
    private long? _laneEpoch;
    private long? _sequence;
    private long? _routeVersion;
    private byte[] _track = [];
    private bool _wakesOthers;
    private IReadOnlyList<int>? _ports;

    /// <summary>In the name of another session.</summary>
    public CommitBuilder As(SessionId session) => Do(() => _session = session);

    /// <summary>With another epoch for the lane.</summary>
    public CommitBuilder InLaneEpoch(long epoch) => Do(() => _laneEpoch = epoch);

    /// <summary>At another sequence.</summary>
    public CommitBuilder At(long sequence) => Do(() => _sequence = sequence);

    /// <summary>Routed with another version.</summary>
    public CommitBuilder RoutedWith(long version) => Do(() => _routeVersion = version);

    /// <summary>The messages that follow are for these ports; for the port to-erp if nothing is said.</summary>
    public CommitBuilder For(params IReadOnlyList<string> ports) => Do(() => _ports = [.. ports.Select(process.Port)]);

    /// <summary>Publishes a message to readers.</summary>
    public CommitBuilder Message(string text, params ReadOnlySpan<int> readers) => Record(Some.Bytes(text), readers);

    /// <summary>Publishes a record to readers.</summary>
    public CommitBuilder Record(ReadOnlySpan<byte> record, params ReadOnlySpan<int> readers)
    {
        _routeVersion ??= process.RouteVersion;
        foreach (var reader in readers)
        {
            if (!_pointers.TryGetValue(reader, out var pointers))
            {
                _pointers.Add(reader, pointers = []);
            }
            pointers.Add((_records.Count, record.Length, _ports ??= [process.Port("to-erp")]));
        }
        _records.AddRange(record);
        return this;
    }

    /// <summary>What the tracker reads.</summary>
    public CommitBuilder Track(string track) => Do(() => _track = Some.Bytes(track));

    /// <summary>How far a reader has come in a lane of the process (the commit's, if none is named).</summary>
    public CommitBuilder Progress(int reader, Position position, string done = "", int? inLane = null)
    {
        var key = new ReaderLane(reader, inLane ?? lane);
        return Progress(new ProgressRow(key, process.EpochOf(key), NextNumber(key), position, Some.Bytes(done)));
    }

    /// <summary>A progress row as it is.</summary>
    public CommitBuilder Progress(ProgressRow row) => Do(() => _progress.Add(row));

    /// <summary>What a sender records before an effect.</summary>
    public CommitBuilder Transmit(int reader, Position highest, string records)
    {
        var key = new ReaderLane(reader, lane);
        return Transmit(new TransmitRow(key, process.EpochOf(key), NextNumber(key), highest, Some.Bytes(records)));
    }

    /// <summary>A transmit row as it is.</summary>
    public CommitBuilder Transmit(TransmitRow row) => Do(() => _transmits.Add(row));

    /// <summary>In the name of leases.</summary>
    public CommitBuilder Leases(params LeaseFence[] leases) => Do(() => _leases.AddRange(leases));

    /// <summary>A receipt; looked up before, if nothing else is said.</summary>
    public CommitBuilder Receipt(ReceiptKey key, bool lookUp = true) =>
        Do(() => _receipts.Add(new ReceiptRow(key, lookUp)));

    /// <summary>Closes receipts.</summary>
    public CommitBuilder CloseReceipts(params ReceiptKey[] keys) => Do(() => _receiptsClosed.AddRange(keys));

    /// <summary>A new open item.</summary>
    public CommitBuilder Add(OpenItemRow item) => Do(() => _itemsAdded.Add(item));

    /// <summary>A change of an open item of the process.</summary>
    public CommitBuilder Change(OpenItemChange change) => Do(() => _itemsChanged.Add(change));

    /// <summary>An open item of the process that is done.</summary>
    public CommitBuilder Remove(OpenItemKey item) => Do(() => _itemsRemoved.Add(item));

    /// <summary>New claims.</summary>
    public CommitBuilder Claim(params ClaimRow[] claims) => Do(() => _claimsAdded.AddRange(claims));

    /// <summary>Claims that end.</summary>
    public CommitBuilder EndClaims(params Guid[] claims) => Do(() => _claimsRemoved.AddRange(claims));

    /// <summary>Bodies that become part of the commit.</summary>
    public CommitBuilder PublishBodies(params Guid[] bodies) => Do(() => _bodies.AddRange(bodies));

    /// <summary>Batches of tracking events.</summary>
    public CommitBuilder Tracking(params TrackingRow[] rows) => Do(() => _tracking.AddRange(rows));

    /// <summary>Bodies that are tracked for a retention class.</summary>
    public CommitBuilder TrackBodies(int retention, byte[] records) =>
        Do(() => _trackedBodies.Add(new TrackedBodiesRow(retention, records)));

    /// <summary>Bodies in chunks that something tracked names.</summary>
    public CommitBuilder KeepBodies(TimeSpan keep, params Guid[] bodies) =>
        Do(() => _kept.AddRange(bodies.Select(id => new KeptBody(id, keep))));

    /// <summary>Another process waits for something in it.</summary>
    public CommitBuilder WakesOthers() => Do(() => _wakesOthers = true);

    /// <summary>The batch.</summary>
    public CommitBatch Build() => new()
    {
        Session = _session ?? process.Session,
        CommitId = _commitId,
        Lane = lane,
        LaneEpoch = _laneEpoch ?? process.LaneEpochOf(lane),
        Sequence = _sequence ?? process.LastSequenceOf(lane) + 1,
        RouteVersion = _routeVersion,
        Records = _records.ToArray(),
        Track = _track,
        References = [.. _pointers.Select(one => new ReferenceRow(one.Key, Pointers.Write(one.Value)))],
        Progress = _progress,
        Transmits = _transmits,
        Leases = _leases,
        Receipts = [.. _receipts.OrderBy(row => row.Key)],
        ReceiptsClosed = _receiptsClosed,
        OpenItemsAdded = _itemsAdded,
        OpenItemsChanged = _itemsChanged,
        OpenItemsRemoved = _itemsRemoved,
        ClaimsAdded = _claimsAdded,
        ClaimsRemoved = _claimsRemoved,
        BodiesPublished = _bodies,
        TrackedBodies = _trackedBodies,
        BodiesKept = _kept,
        Tracking = _tracking,
        WakesOthers = _wakesOthers,
    };

    private long NextNumber(ReaderLane key) => 1 + _progress
        .Where(row => row.ReaderLane == key).Select(row => row.Number)
        .Concat(_transmits.Where(row => row.ReaderLane == key).Select(row => row.Number))
        .Append(process.LastNumberOf(key)).Max();

    private CommitBuilder Do(Action change)
    {
        change();
        return this;
    }
}
