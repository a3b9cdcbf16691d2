using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Open items.</summary>
internal sealed class SqliteOpenItemStore(Writer writer, ReaderPool readers, TimeProvider clock) : IOpenItemStore
{
    // So many items are looked at in one read transaction, which is to last milliseconds.
    private const int SliceItems = 2000;
    private const int AnyReader = 0;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenItemRow>> AcquireDueAsync(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax,
        CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<OpenItemRow>>(
            transaction => Acquire(transaction, session, readers, itemsMax, bytesMax), cancellationToken);

    /// <inheritdoc/>
    public Task<TimeSpan?> NextDueInAsync(IReadOnlyCollection<int> readers, CancellationToken cancellationToken) =>
        Readers.RunAsync<TimeSpan?>(
            connection =>
            {
                long? next = null;
                foreach (var reader in readers.Append(AnyReader))
                {
                    var due = connection.Get(Sql.NextDueIn).Bind(1, reader).Scalar();
                    next = next is null || due < next ? due ?? next : next;
                }
                return next is { } time
                    ? StoreTime.ToDistance(Math.Max(0, time - StoreTime.From(clock.GetUtcNow())))
                    : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenItemRow>> ListAsync(
        OpenItemFilter filter, int itemsMax, CancellationToken cancellationToken)
    {
        var rows = new List<OpenItemRow>();
        byte[]? after = filter.After is { } id ? id.ToByteArray(bigEndian: true) : [];
        while (after is { } from && rows.Count < itemsMax)
        {
            after = await Readers.RunAsync(
                connection => List(connection, filter, from, itemsMax, rows), cancellationToken);
        }
        return rows;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenItemCount>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<(OpenItemState State, string Port, string? Code), long>();
        long? after = 0;
        while (after is { } from)
        {
            after = await Readers.RunAsync(connection => Count(connection, from, counts), cancellationToken);
        }
        return
        [
            .. counts.Select(one => new OpenItemCount(one.Key.State, one.Key.Port, one.Key.Code, one.Value)),
        ];
    }

    /// <inheritdoc/>
    public Task<OpenItemRow?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        Readers.RunAsync(
            connection =>
            {
                connection.Get(Sql.BeginRead).Run();
                var reading = connection.Get(Sql.GetOpenItem).Bind(1, id);
                if (!reading.Step())
                {
                    return null;
                }
                var (number, row) = OpenItemRows.Read(reading);
                return OpenItemRows.Complete(connection, number, row);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ResumeAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<Guid>>(
            transaction =>
            {
                var changed = new List<Guid>();
                for (var i = 0; i < ids.Count; i++)
                {
                    if (transaction.Get(Sql.ResumeOpenItems).Bind(1, ids[i]).Bind(2, transaction.Now).Run() != 1)
                    {
                        continue;
                    }
                    changed.Add(ids[i]);
                    if (tracking.Count > 0)
                    {
                        CommitWriter.AddTracking(transaction, tracking[i]);
                    }
                }
                return HintIfAny(transaction, changed);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> TerminateAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<Guid>>(
            transaction =>
            {
                var gone = new List<Guid>();
                foreach (var id in ids)
                {
                    if (transaction.Get(Sql.FindIdleOpenItem).Bind(1, id).Scalar() is { } number)
                    {
                        OpenItemWriter.Delete(transaction, number);
                        gone.Add(id);
                    }
                }
                foreach (var row in gone.Count > 0 ? tracking : [])
                {
                    CommitWriter.AddTracking(transaction, row);
                }
                return HintIfAny(transaction, gone);
            },
            cancellationToken);

    private ReaderPool Readers => readers;

    private static List<Guid> HintIfAny(WriteTransaction transaction, List<Guid> changed)
    {
        if (changed.Count > 0)
        {
            transaction.Hint();
        }
        else
        {
            transaction.Undo();
        }
        return changed;
    }

    private static List<OpenItemRow> Acquire(
        WriteTransaction transaction, SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax)
    {
        var taken = new List<OpenItemRow>();
        if (SqliteSessionStore.Exists(transaction.Connection, session))
        {
            long bytes = 0;
            foreach (var item in FindDue(transaction, readers, itemsMax))
            {
                bytes += item.Bytes;
                if (taken.Count > 0 && bytes > bytesMax)
                {
                    break;
                }
                taken.Add(Acquire(transaction, session, item.Number));
            }
        }
        if (taken.Count == 0)
        {
            transaction.Undo();
        }
        return taken;
    }

    private static OpenItemRow Acquire(WriteTransaction transaction, SessionId session, long number)
    {
        transaction.Get(Sql.AcquireDue).Bind(1, number).Bind(2, session.Value).Bind(3, transaction.Now).Run();
        var reading = transaction.Get(Sql.ReadOpenItem).Bind(1, number);
        reading.Step();
        return OpenItemRows.Complete(transaction.Connection, number, OpenItemRows.Read(reading).Row);
    }

    // Oldest first over all readers: of each as many as may be wanted, then the first of all.
    private static IEnumerable<(long Number, long Bytes)> FindDue(
        WriteTransaction transaction, IReadOnlyCollection<int> readers, int itemsMax)
    {
        var due = new List<(long Number, long Due, Guid Id, long Bytes)>();
        foreach (var reader in readers.Append(AnyReader).Distinct())
        {
            var reading = transaction.Get(Sql.FindDue)
                .Bind(1, reader).Bind(2, transaction.Now).Bind(3, itemsMax);
            while (reading.Step())
            {
                due.Add((reading.Int64(0), reading.Int64(1), reading.Guid(2), reading.Int64(3)));
            }
        }
        return due.OrderBy(item => item.Due).ThenBy(item => item.Id).Take(itemsMax)
            .Select(item => (item.Number, item.Bytes));
    }

    // The id to go on after, or null at the end.
    private static byte[]? List(
        Connection connection, OpenItemFilter filter, byte[] after, int itemsMax, List<OpenItemRow> rows)
    {
        connection.Get(Sql.BeginRead).Run();
        var reading = connection.Get(filter.MessageId is null ? Sql.ListOpenItems : Sql.ListOpenItemsOfMessage)
            .Bind(1, after).Bind(2, SliceItems).Bind(3, Mask(filter.States)).Bind(4, filter.Port)
            .Bind(5, filter.FailureCode);
        if (filter.MessageId is { } message)
        {
            reading.Bind(6, message);
        }
        byte[]? last = null;
        for (var looked = 0; rows.Count < itemsMax && reading.Step(); looked++)
        {
            if (looked == SliceItems - 1)
            {
                last = reading.Bytes(1);
            }
            if (reading.Int64(OpenItemRows.ColumnsOfItem) != 0)
            {
                var (number, row) = OpenItemRows.Read(reading);
                rows.Add(row with { BodyIds = OpenItemRows.ReadBodies(connection, number) });
            }
        }
        return last;
    }

    private static long Mask(IReadOnlyList<OpenItemState>? states) =>
        states?.Aggregate(0L, (mask, state) => mask | Bit(state)) ?? ~Bit(OpenItemState.Kept);

    private static long Bit(OpenItemState state) => 1L << (int)state;

    // The number to go on after, or null at the end.
    private static long? Count(
        Connection connection, long after, Dictionary<(OpenItemState State, string Port, string? Code), long> counts)
    {
        var reading = connection.Get(Sql.CountOpenItems).Bind(1, after).Bind(2, SliceItems);
        long? last = null;
        while (reading.Step())
        {
            last = reading.Int64(0);
            var key = ((OpenItemState)reading.Int32(1), reading.Text(2), reading.TextOrNull(3));
            if (key.Item1 == OpenItemState.Kept)
            {
                continue;
            }
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        return last;
    }
}
