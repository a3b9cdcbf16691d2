using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// The fences of a commit beside its lane's: the readers, open items and leases in whose name it writes.
/// </summary>
internal static class CommitFences
{
    /// <summary>Each reader in a lane is the session's in the named epoch, and each number is a new one.</summary>
    public static CommitResult? CheckReaders(WriteTransaction transaction, CommitBatch batch)
    {
        List<ReaderLane>? lost = null;
        CommitResult? repeated = null;
        for (var i = 0; i < batch.Progress.Count; i++)
        {
            var row = batch.Progress[i];
            Check(row.ReaderLane, row.Epoch, row.Number);
        }
        for (var i = 0; i < batch.Transmits.Count; i++)
        {
            var row = batch.Transmits[i];
            Check(row.ReaderLane, row.Epoch, row.Number);
        }
        return lost is null ? repeated : new CommitResult.ReadersLost([.. lost.Distinct()]);

        void Check(ReaderLane readerLane, long epoch, long number)
        {
            var fence = transaction.Get(Sql.CommitReaderFence).Bind(1, readerLane.Reader).Bind(2, readerLane.Lane);
            if (!fence.Step() || fence.Int64(0) != batch.Session.Value || fence.Int64(1) != epoch)
            {
                (lost ??= []).Add(readerLane);
            }
            else if (number <= fence.Int64(2))
            {
                repeated = new CommitResult.Refused(
                    $"Reader {readerLane.Reader} has used number {fence.Int64(2)} in lane {readerLane.Lane}: the "
                    + $"next one is higher, not {number}.");
            }
        }
    }

    /// <summary>Each lease is the session's in the named epoch.</summary>
    public static CommitResult? CheckLeases(WriteTransaction transaction, CommitBatch batch)
    {
        List<string>? lost = null;
        foreach (var (name, epoch) in batch.Leases)
        {
            var fence = transaction.Get(Sql.CommitLeaseFence).Bind(1, name);
            if (!fence.Step() || fence.Int64(0) != batch.Session.Value || fence.Int64(1) != epoch)
            {
                (lost ??= []).Add(name);
            }
        }
        return lost is null ? null : new CommitResult.LeasesLost(lost);
    }

    /// <summary>Each open item is active for the session in the named epoch.</summary>
    public static CommitResult? CheckOpenItems(WriteTransaction transaction, CommitBatch batch)
    {
        List<Guid>? lost = null;
        foreach (var change in batch.OpenItemsChanged)
        {
            Check(change.Key);
        }
        foreach (var key in batch.OpenItemsRemoved)
        {
            Check(key);
        }
        return lost is null ? null : new CommitResult.OpenItemsLost([.. lost.Distinct()]);

        void Check(OpenItemKey key)
        {
            var fence = transaction.Get(Sql.CommitOpenItemFence).Bind(1, key.Id);
            if (!fence.Step() || fence.Int64(0) != batch.Session.Value || fence.Int64(1) != key.Epoch)
            {
                (lost ??= []).Add(key.Id);
            }
        }
    }
}
