using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Commits: rules 1 to 8, 40 and 50.</content>
public partial class MessageBoxModel
{
    /// <summary>Commits a batch, or says why not and changes nothing.</summary>
    public CommitResult Commit(CommitBatch batch, DateTimeOffset now)
    {
        if (Objections(batch) is [var first, ..])
        {
            return first;
        }
        Apply(batch, now);
        return CommitResult.Committed.Instance;
    }

    /// <summary>
    /// Everything that speaks against a batch, each a true answer to it. Empty: it commits.
    /// </summary>
    public virtual IReadOnlyList<CommitResult> Objections(CommitBatch batch)
    {
        var objections = new List<CommitResult>();
        AddIf(!HoldsLane(batch.Lane, batch.Session, batch.LaneEpoch), () => new CommitResult.LaneLost());
        AddIf(
            batch.RouteVersion is { } version && version != RouteVersion,
            () => new CommitResult.RoutesChanged(RouteVersion));
        var readers = LostReaders(batch);
        AddIf(readers.Count > 0, () => new CommitResult.ReadersLost(readers));
        var items = LostItems(batch);
        AddIf(items.Count > 0, () => new CommitResult.OpenItemsLost(items));
        var leases = LostLeases(batch);
        AddIf(leases.Count > 0, () => new CommitResult.LeasesLost(leases));
        var keys = TakenReceipts(batch);
        AddIf(keys.Count > 0, () => new CommitResult.ReceiptsTaken(keys));
        AddIf(IsRepetition(batch), () => new CommitResult.Refused("A number or id of the batch is there already."));
        return objections;

        void AddIf(bool condition, Func<CommitResult> objection)
        {
            if (condition)
            {
                objections.Add(objection());
            }
        }
    }

    /// <summary>The readers in whose name the batch writes without owning them.</summary>
    protected virtual IReadOnlyList<ReaderLane> LostReaders(CommitBatch batch) =>
    [
        .. batch.Progress.Select(row => (row.ReaderLane, row.Epoch))
            .Concat(batch.Transmits.Select(row => (row.ReaderLane, row.Epoch)))
            .Where(row => !HoldsReader(row.ReaderLane, batch.Session, row.Epoch))
            .Select(row => row.ReaderLane).Distinct(),
    ];

    /// <summary>The open items in whose name the batch writes without owning them.</summary>
    protected virtual IReadOnlyList<Guid> LostItems(CommitBatch batch) =>
    [
        .. batch.OpenItemsChanged.Select(change => change.Key).Concat(batch.OpenItemsRemoved)
            .Where(key => !HoldsItem(key, batch.Session)).Select(key => key.Id).Distinct(),
    ];

    /// <summary>The receipts of the batch that are there already.</summary>
    protected virtual IReadOnlyList<ReceiptKey> TakenReceipts(CommitBatch batch) =>
        [.. batch.Receipts.Select(row => row.Key).Where(IsReceived)];

    /// <summary>Writes all of a batch that nothing speaks against.</summary>
    protected virtual void Apply(CommitBatch batch, DateTimeOffset now)
    {
        var lane = Lanes[batch.Lane];
        lane.LastSequence = batch.Sequence;
        lane.Segments.Add(batch.Sequence, new SegmentEntry
        {
            CommitId = batch.CommitId,
            Number = ++LastSegmentNumber,
            Records = batch.Records.ToArray(),
            Track = batch.Track.ToArray(),
            References = batch.References.ToDictionary(row => row.Reader, row => row.Entries.ToArray()),
        });
        ApplyProgress(batch);
        ApplyReceipts(batch, now);
        ApplyOpenItems(batch, now);
        foreach (var body in batch.BodiesPublished)
        {
            Bodies[body].Published = (batch.Lane, batch.Sequence);
        }
        foreach (var row in batch.Tracking)
        {
            AddTracking(row);
        }
        Track(batch, now);
    }

    /// <summary>Writes the progress and transmit rows of a batch.</summary>
    protected virtual void ApplyProgress(CommitBatch batch)
    {
        foreach (var row in batch.Transmits)
        {
            var entry = ReaderLanes[row.ReaderLane];
            entry.Transmits.Add(row with { Records = row.Records.ToArray() });
            entry.LastNumber = Math.Max(entry.LastNumber, row.Number);
        }
        foreach (var row in batch.Progress)
        {
            var entry = ReaderLanes[row.ReaderLane];
            entry.Progress = row with { Done = row.Done.ToArray() };
            entry.LastNumber = Math.Max(entry.LastNumber, row.Number);
        }
    }

    // Defects of the caller: what a primary key refuses.
    private bool IsRepetition(CommitBatch batch) =>
        (Lanes.TryGetValue(batch.Lane, out var lane) && batch.Sequence != lane.LastSequence + 1)
        || batch.Progress.Any(row => IsUsed(row.ReaderLane, row.Number))
        || batch.Transmits.Any(row => IsUsed(row.ReaderLane, row.Number))
        || batch.OpenItemsAdded.Any(row => OpenItems.ContainsKey(row.Id))
        || batch.ClaimsAdded.Any(row => Claims.ContainsKey(row.Id))
        || batch.BodiesPublished.Any(id => !Bodies.TryGetValue(id, out var body) || body.Published is not null);

    private bool IsUsed(ReaderLane key, long number) =>
        ReaderLanes.TryGetValue(key, out var entry) && number <= entry.LastNumber;

    private void ApplyReceipts(CommitBatch batch, DateTimeOffset now)
    {
        foreach (var key in batch.ReceiptsClosed)
        {
            if (Receipts.TryGetValue(key, out var closed))
            {
                closed.ClosedAt ??= now;
            }
        }
        foreach (var row in batch.Receipts)
        {
            Receipts[row.Key] = new ReceiptEntry { At = now };
        }
        foreach (var claim in batch.ClaimsAdded)
        {
            Claims.Add(claim.Id, new ClaimEntry { Row = claim, Owner = batch.Session });
        }
        foreach (var claim in batch.ClaimsRemoved)
        {
            Claims.Remove(claim);
            Receipts.Remove(ReceiptKey.FromClaim(claim));
        }
    }

    private void ApplyOpenItems(CommitBatch batch, DateTimeOffset now)
    {
        foreach (var row in batch.OpenItemsAdded)
        {
            AddItem(row, batch.Session, now);
        }
        foreach (var change in batch.OpenItemsChanged)
        {
            ChangeItem(change, now);
        }
        foreach (var key in batch.OpenItemsRemoved)
        {
            OpenItems.Remove(key.Id);
        }
    }
}
