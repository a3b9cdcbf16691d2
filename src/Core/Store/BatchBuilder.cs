using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// Makes one commit batch out of entries, in buffers that are used again. A batch is valid until the next one is built;
/// every build must be answered by <see cref="Confirm"/> or <see cref="TakeBack"/>.
/// </summary>
internal sealed class BatchBuilder(SessionId session, TimeProvider time)
{
    private readonly ByteWriter _records = new(1 << 20);
    private readonly CommitTrack _track = new();
    private readonly Dictionary<int, ReaderBuffer> _readers = [];
    private readonly List<ReaderBuffer> _used = [];
    private readonly List<ReaderProgress> _progress = [];
    private readonly List<TransmitRow> _transmits = [];
    private readonly List<(ReaderProgress Reader, Position Item)> _marked = [];
    private readonly List<(ReaderProgress Reader, List<TransmitRecord> Records)> _recorded = [];
    private readonly ByteWriter _scratch = new(1024);
    private bool _wakesOthers;
    private int _lane;
    private long _sequence;

    /// <summary>The reply reader of this process; null if it has none.</summary>
    public int? ReplyReader { get; set; }

    /// <summary>What is tracked from the next batch on.</summary>
    public TrackingRules Tracking { get; set; } = TrackingRules.Default;

    /// <summary>Tells whether a reader is worked in this process in a lane; if it is not, others are woken.</summary>
    public Func<ReaderLane, bool> WorksHere { get; set; } = static _ => true;

    /// <summary>The readers that get work with this batch.</summary>
    public IReadOnlyList<ReaderBuffer> Readers => _used;

    public CommitBatch Build(IReadOnlyList<CommitEntry> entries, LaneWriter lane, long routeVersion)
    {
        Reset();
        (_lane, _sequence) = (lane.Lane, lane.Last + 1);
        var rows = new Rows();
        bool publishes = false;
        foreach (var entry in entries)
        {
            publishes |= entry.Publications is { Count: > 0 };
            AddPublications(entry);
            AddProgress(entry);
            AddTrack(entry);
            rows.Add(entry);
        }

        foreach (var reader in _used) _wakesOthers |= !WorksHere(new ReaderLane(reader.Reader, _lane));
        var (progress, transmits) = WriteProgress();
        rows.Receipts.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return new CommitBatch
        {
            Session = session,
            CommitId = Ids.Create(time.GetUtcNow()),
            Lane = lane.Lane,
            LaneEpoch = lane.Epoch,
            Sequence = _sequence,
            RouteVersion = publishes ? routeVersion : null,
            Records = _records.Written,
            Track = _track.Track(),
            TrackedBodies = _track.Bodies(),
            BodiesKept = _track.Kept,
            References = _used.ConvertAll(static r => new ReferenceRow(r.Reader, r.Entries.Written)),
            Progress = progress,
            Transmits = transmits,
            Leases = rows.Leases,
            Receipts = rows.Receipts,
            ReceiptsClosed = rows.ReceiptsClosed,
            OpenItemsAdded = rows.Opened,
            OpenItemsChanged = rows.Changed,
            OpenItemsRemoved = rows.Removed,
            ClaimsAdded = rows.Claims,
            ClaimsRemoved = rows.ClaimsEnded,
            BodiesPublished = rows.Bodies,
            Tracking = rows.Tracking,
            WakesOthers = _wakesOthers,
        };
    }

    /// <summary>The batch is durable.</summary>
    public void Confirm()
    {
        _track.Confirm(_lane, _sequence);
        foreach (var reader in _progress) reader.Confirm();
        _marked.Clear();
        _progress.Clear();
        _transmits.Clear();
    }

    /// <summary>The batch left no trace: marks and numbers go back.</summary>
    public void TakeBack()
    {
        foreach (var (reader, item) in _marked) reader.Unmark(item);
        foreach (var reader in _progress) reader.ReturnNumber();
        foreach (var (reader, _) in _recorded) reader.ReturnNumber();
        _marked.Clear();
        _progress.Clear();
    }

    private void Reset()
    {
        _records.Reset();
        _track.Reset(Tracking);
        foreach (var reader in _used) reader.Reset();
        _used.Clear();
        _recorded.Clear();
        _transmits.Clear();
        _wakesOthers = false;
    }

    private void AddPublications(CommitEntry entry)
    {
        if (entry.Publications is null) return;
        var now = time.GetUtcNow();
        foreach (var publication in entry.Publications)
        {
            var routes = publication.Routes;
            if (routes.Length == 0) continue;
            int offset = _records.Length;
            _records.Raw(publication.Record);
            for (int first = 0; first < routes.Length;)
            {
                int reader = routes[first].Reader;
                int count = 1;
                while (first + count < routes.Length && routes[first + count].Reader == reader) count++;
                Buffer(reader).Add(publication, offset, first, count);
                _wakesOthers |= routes[first].Port == PortRoute.Waiting && reader != ReplyReader;
                first += count;
            }

            _track.Published(publication, now);
        }
    }

    private ReaderBuffer Buffer(int reader)
    {
        if (!_readers.TryGetValue(reader, out var buffer)) _readers.Add(reader, buffer = new ReaderBuffer(reader));
        if (buffer.Entries.Length == 0) _used.Add(buffer);
        return buffer;
    }

    private void AddProgress(CommitEntry entry)
    {
        if (entry.Reader is not { } reader) return;
        if (entry.Completed is { Count: > 0 } completed)
        {
            if (!_progress.Contains(reader)) _progress.Add(reader);
            foreach (var item in completed)
            {
                reader.Mark(item);
                _marked.Add((reader, item));
            }
        }

        if (entry.Transmits is not { Count: > 0 } transmits) return;
        foreach (var (known, records) in _recorded)
        {
            if (!ReferenceEquals(known, reader)) continue;
            records.AddRange(transmits);
            return;
        }

        _recorded.Add((reader, [.. transmits]));
    }

    // Progress gets the higher numbers: the next owner sees the newest progress, but no records of what that has
    // passed by, and would give a number of theirs out again.
    private (List<ProgressRow> Progress, List<TransmitRow> Transmits) WriteProgress()
    {
        foreach (var (reader, records) in _recorded)
        {
            _scratch.Reset();
            foreach (var record in records) TransmitCodec.Append(_scratch, in record);
            _transmits.Add(new TransmitRow(
                reader.ReaderLane, reader.Epoch, reader.TakeNumber(), records.Max(r => r.Item), _scratch.ToArray()));
        }

        var progress = new List<ProgressRow>(_progress.Count);
        foreach (var reader in _progress)
        {
            _scratch.Reset();
            var position = reader.Write(_scratch);
            progress.Add(new ProgressRow(
                reader.ReaderLane, reader.Epoch, reader.TakeNumber(), position, _scratch.ToArray()));
        }

        return (progress, _transmits);
    }

    private void AddTrack(CommitEntry entry)
    {
        if (entry.Delivered is not null)
            foreach (var d in entry.Delivered) _track.Sent(in d);
        if (entry.Events is not null)
            foreach (var e in entry.Events) _track.Write(e);
        if (entry.Unrouted is not null)
            foreach (var row in entry.Unrouted) _track.Write(Suspended(row));
        if (entry.Tracked is null) return;
        var now = time.GetUtcNow();
        foreach (var message in entry.Tracked) _track.Tracked(message, now);
    }

    private TrackEvent Suspended(OpenItemRow row) => new()
    {
        Kind = TrackEventKind.Suspended, At = time.GetUtcNow(), MessageId = row.MessageId,
        InterchangeId = row.InterchangeId, Port = row.Port, MessageType = row.MessageType,
        FailureCode = row.FailureCode, FailureText = row.FailureText,
    };

    /// <summary>The plain rows of all entries.</summary>
    private sealed class Rows
    {
        public List<LeaseFence> Leases { get; } = [];

        public List<ReceiptRow> Receipts { get; } = [];

        public List<ReceiptKey> ReceiptsClosed { get; } = [];

        public List<OpenItemRow> Opened { get; } = [];

        public List<OpenItemChange> Changed { get; } = [];

        public List<OpenItemKey> Removed { get; } = [];

        public List<ClaimRow> Claims { get; } = [];

        public List<Guid> ClaimsEnded { get; } = [];

        public List<Guid> Bodies { get; } = [];

        public List<TrackingRow> Tracking { get; } = [];

        public void Add(CommitEntry entry)
        {
            if (entry.Lease is { } lease && !Leases.Contains(lease)) Leases.Add(lease);
            if (entry.Receipt is not null) Receipts.Add(entry.Receipt);
            Append(Receipts, entry.OtherReceipts);
            Append(ReceiptsClosed, entry.ReceiptsClosed);
            Append(Opened, entry.Opened);
            Append(Opened, entry.Unrouted);
            Append(Changed, entry.Changed);
            Append(Removed, entry.Removed);
            Append(Claims, entry.Claims);
            Append(ClaimsEnded, entry.ClaimsEnded);
            Append(Bodies, entry.Bodies);
            Append(Tracking, entry.Tracking);
        }

        private static void Append<T>(List<T> to, List<T>? from)
        {
            if (from is not null) to.AddRange(from);
        }
    }
}
