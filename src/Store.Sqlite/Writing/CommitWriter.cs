using Viaduct.Core.Adapters;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// Writes a commit batch: the fences first, then what they guard. Behind BEGIN IMMEDIATE nobody else writes, so that a
/// fence is a look and a comparison, and holds until the end.
/// </summary>
internal static unsafe class CommitWriter
{
    /// <summary>Commits, or undoes the transaction and says why.</summary>
    public static CommitResult Commit(WriteTransaction transaction, CommitBatch batch)
    {
        CommitResult? objection;
        try
        {
            objection = CheckLane(transaction, batch)
                ?? CommitFences.CheckReaders(transaction, batch)
                ?? CommitFences.CheckOpenItems(transaction, batch)
                ?? CommitFences.CheckLeases(transaction, batch)
                ?? (CommitResult?)AddReceipts(transaction, batch)
                ?? AddRows(transaction, batch);
        }
        catch (SqliteException failure) when (failure.MeansBadContent)
        {
            objection = new CommitResult.Refused($"The store refused a row: {failure.Message}.");
        }
        if (objection is null)
        {
            return CommitResult.Committed.Instance;
        }
        if (objection is not CommitResult.Committed)
        {
            transaction.Undo();
        }
        return objection;
    }

    private static CommitResult? CheckLane(WriteTransaction transaction, CommitBatch batch)
    {
        var fence = transaction.Get(Sql.CommitFence).Bind(1, batch.Lane);
        if (!fence.Step() || fence.Int64(0) != batch.Session.Value || fence.Int64(1) != batch.LaneEpoch
            || batch.Session == SessionId.None)
        {
            return new CommitResult.LaneLost();
        }
        var (version, last) = (fence.Int64(2), fence.Int64(3));
        fence.Reset();
        if (batch.RouteVersion is { } routed && routed != version)
        {
            return new CommitResult.RoutesChanged(version);
        }
        return batch.Sequence == last + 1
            ? null
            : new CommitResult.Refused(
                $"Lane {batch.Lane} goes on with sequence {last + 1}, not {batch.Sequence}: two commits of one session "
                + "are under way at once, or one was forgotten.");
    }

    private static CommitResult.ReceiptsTaken? AddReceipts(WriteTransaction transaction, CommitBatch batch)
    {
        List<ReceiptKey>? taken = null;
        foreach (var row in batch.Receipts)
        {
            var isNew = Add(transaction, row.Key)
                || (transaction.Get(Sql.CommitReceiptReopened).Bind(1, row.Key).Run() == 1
                    && Add(transaction, row.Key));
            if (!isNew)
            {
                (taken ??= []).Add(row.Key);
            }
        }
        return taken is null ? null : new CommitResult.ReceiptsTaken(taken);
    }

    private static bool Add(WriteTransaction transaction, ReceiptKey key) =>
        transaction.Get(Sql.CommitReceipt).Bind(1, key).Bind(2, transaction.Now).Run() == 1;

    private static CommitResult.Refused? AddRows(WriteTransaction transaction, CommitBatch batch)
    {
        var number = AddSegment(transaction, batch);
        AddReferences(transaction, batch, number);
        AddProgress(transaction, batch);
        CloseReceipts(transaction, batch);
        OpenItemWriter.Write(transaction, batch);
        AddClaims(transaction, batch);
        foreach (var row in batch.Tracking)
        {
            AddTracking(transaction, row);
        }
        AddTrackedBodies(transaction, batch);
        foreach (var body in batch.BodiesPublished)
        {
            var published = transaction.Get(Sql.CommitBodyPublished)
                .Bind(1, body).Bind(2, batch.Session.Value).Bind(3, number).Run();
            if (published == 0)
            {
                return new CommitResult.Refused($"Body {body} is not there, published already, or another session's.");
            }
        }
        foreach (var (body, keep) in batch.BodiesKept)
        {
            transaction.Get(Sql.CommitBodyKept).Bind(1, body).Bind(2, transaction.Now + StoreTime.From(keep)).Run();
        }
        return null;
    }

    private static long AddSegment(WriteTransaction transaction, CommitBatch batch)
    {
        fixed (byte* records = batch.Records.Span, track = batch.Track.Span)
        {
            var adding = transaction.Get(Sql.CommitSegment)
                .Bind(1, batch.Lane).Bind(2, batch.Sequence).Bind(3, batch.CommitId)
                .BindPinned(5, records, batch.Records.Length);
            if (batch.Track.IsEmpty)
            {
                adding.BindNull(4);
            }
            else
            {
                adding.BindPinned(4, track, batch.Track.Length);
            }
            adding.Run();
        }
        return transaction.Connection.LastInsertedRow;
    }

    private static void AddReferences(WriteTransaction transaction, CommitBatch batch, long number)
    {
        for (var i = 0; i < batch.References.Count; i++)
        {
            var row = batch.References[i];
            fixed (byte* entries = row.Entries.Span)
            {
                transaction.Get(Sql.CommitReference)
                    .Bind(1, row.Reader).Bind(2, batch.Lane).Bind(3, batch.Sequence)
                    .BindPinned(4, entries, row.Entries.Length).Bind(5, number).Run();
            }
        }
    }

    private static void AddProgress(WriteTransaction transaction, CommitBatch batch)
    {
        for (var i = 0; i < batch.Progress.Count; i++)
        {
            var row = batch.Progress[i];
            AddNumbered(
                transaction.Get(Sql.CommitProgress), row.ReaderLane, row.Number, row.Epoch, row.Position, row.Done);
            transaction.Get(Sql.CommitProgressBefore)
                .Bind(1, row.ReaderLane.Reader).Bind(2, row.ReaderLane.Lane).Bind(3, row.Number).Run();
        }
        for (var i = 0; i < batch.Transmits.Count; i++)
        {
            var row = batch.Transmits[i];
            AddNumbered(
                transaction.Get(Sql.CommitTransmit), row.ReaderLane, row.Number, row.Epoch, row.Highest, row.Records);
        }
    }

    private static void AddNumbered(
        Statement adding, ReaderLane readerLane, long number, long epoch, Position position,
        ReadOnlyMemory<byte> content)
    {
        fixed (byte* bytes = content.Span)
        {
            adding.Bind(1, readerLane.Reader).Bind(2, readerLane.Lane).Bind(3, number).Bind(4, epoch)
                .Bind(5, position.Sequence).Bind(6, position.Item).BindPinned(7, bytes, content.Length).Run();
        }
    }

    // A key that this very batch received is new: what was closed is what was there before.
    private static void CloseReceipts(WriteTransaction transaction, CommitBatch batch)
    {
        if (batch.ReceiptsClosed.Count == 0)
        {
            return;
        }
        var received = batch.Receipts.Select(row => row.Key).ToHashSet();
        foreach (var key in batch.ReceiptsClosed)
        {
            if (!received.Contains(key))
            {
                transaction.Get(Sql.CommitReceiptClosed).Bind(1, key).Bind(2, transaction.Now).Run();
            }
        }
    }

    private static void AddClaims(WriteTransaction transaction, CommitBatch batch)
    {
        foreach (var claim in batch.ClaimsAdded)
        {
            transaction.Get(Sql.CommitClaimAdded)
                .Bind(1, claim.Id).Bind(2, batch.Session.Value).Bind(3, claim.Location).Bind(4, claim.Item).Run();
        }
        foreach (var id in batch.ClaimsRemoved)
        {
            transaction.Get(Sql.CommitClaimRemoved).Bind(1, id).Run();
            transaction.Get(Sql.CommitClaimReceiptRemoved).Bind(1, ReceiptKey.FromClaim(id)).Run();
        }
    }

    /// <summary>Appends a batch of tracking events.</summary>
    public static void AddTracking(WriteTransaction transaction, TrackingRow row)
    {
        fixed (byte* index = row.Index.Span, events = row.Events.Span)
        {
            transaction.Get(Sql.CommitTracking)
                .Bind(1, StoreTime.From(row.From)).Bind(2, StoreTime.From(row.To))
                .BindPinned(3, index, row.Index.Length).BindPinned(4, events, row.Events.Length)
                .Bind(5, row.Retention).Run();
        }
    }

    private static void AddTrackedBodies(WriteTransaction transaction, CommitBatch batch)
    {
        foreach (var row in batch.TrackedBodies)
        {
            fixed (byte* bodies = row.Records.Span)
            {
                transaction.Get(Sql.CommitTrackedBodies)
                    .Bind(1, TrackedPlaces.Of(row.Retention, batch.Lane, batch.Sequence)).Bind(2, row.Retention)
                    .Bind(3, transaction.Now).BindPinned(4, bodies, row.Records.Length).Run();
            }
        }
    }
}
