using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>Writes what a commit batch says of open items. Their fences have been checked.</summary>
internal static class OpenItemWriter
{
    public static void Write(WriteTransaction transaction, CommitBatch batch)
    {
        foreach (var row in batch.OpenItemsAdded)
        {
            Add(transaction, row, batch.Session);
        }
        foreach (var change in batch.OpenItemsChanged)
        {
            Change(transaction, change);
        }
        foreach (var key in batch.OpenItemsRemoved)
        {
            Delete(transaction, NumberOf(transaction, key.Id));
        }
        if (batch.OpenItemsAdded.Count + batch.OpenItemsChanged.Count > 0 || batch.WakesOthers)
        {
            transaction.Hint();
        }
    }

    /// <summary>Deletes an item with its message.</summary>
    public static void Delete(WriteTransaction transaction, long number)
    {
        transaction.Get(Sql.CommitOpenItemRemoved).Bind(1, number).Run();
        transaction.Get(Sql.CommitOpenItemRecordRemoved).Bind(1, number).Run();
        transaction.Get(Sql.CommitOpenItemBodiesRemoved).Bind(1, number).Run();
    }

    private static unsafe void Add(WriteTransaction transaction, OpenItemRow row, SessionId session)
    {
        transaction.Get(Sql.CommitOpenItemAdded)
            .Bind(1, row.Id).Bind(2, (int)row.Kind).Bind(3, (int)row.State)
            .Bind(4, row.State == OpenItemState.Active ? session.Value : 0)
            .Bind(5, row.Reader).Bind(6, Due(transaction, row.State, row.DueIn))
            .Bind(7, row.Attempts).Bind(8, row.Deaths).Bind(9, row.Port).Bind(10, row.MessageId)
            .Bind(11, row.InterchangeId).Bind(12, row.MessageType).Bind(13, transaction.Now)
            .Bind(14, row.FailureCode).Bind(15, row.FailureText).Bind(16, row.Report).Bind(17, row.Transmit)
            .Run();
        var number = transaction.Connection.LastInsertedRow;
        fixed (byte* record = row.Record.Span)
        {
            transaction.Get(Sql.CommitOpenItemRecord)
                .Bind(1, number).BindPinned(2, record, row.Record.Length).Run();
        }
        foreach (var body in row.BodyIds)
        {
            transaction.Get(Sql.CommitOpenItemBody).Bind(1, number).Bind(2, body).Run();
        }
    }

    private static void Change(WriteTransaction transaction, OpenItemChange change) =>
        transaction.Get(Sql.CommitOpenItemChanged)
            .Bind(1, NumberOf(transaction, change.Key.Id)).Bind(2, (int)change.State).Bind(3, change.Attempts)
            .Bind(4, Due(transaction, change.State, change.DueIn))
            .Bind(5, change.FailureCode).Bind(6, change.FailureText).Bind(7, change.Report).Bind(8, change.Transmit)
            .Bind(9, transaction.Now)
            .Run();

    private static long NumberOf(WriteTransaction transaction, Guid id)
    {
        var fence = transaction.Get(Sql.CommitOpenItemFence).Bind(1, id);
        var number = fence.Step() ? fence.Int64(2) : 0;
        fence.Reset();
        return number;
    }

    private static long? Due(WriteTransaction transaction, OpenItemState state, TimeSpan? dueIn) =>
        state == OpenItemState.Waiting ? transaction.Now + StoreTime.From(dueIn ?? TimeSpan.Zero) : null;
}
