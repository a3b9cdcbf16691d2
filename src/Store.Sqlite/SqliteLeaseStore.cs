using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>The leases of cluster groups. Rules 110 to 115 of the message box.</summary>
internal sealed class SqliteLeaseStore(Writer writer, ReaderPool readers) : ILeaseStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LeaseRow>> ListAsync(CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<LeaseRow>>(
            connection =>
            {
                var leases = new List<LeaseRow>();
                var reading = connection.Get(Sql.LeaseList);
                while (reading.Step())
                {
                    leases.Add(new LeaseRow(
                        reading.Text(0), new SessionId(reading.Int64(1)), reading.Int64(2), reading.Text(3),
                        (LeaseCause)reading.Int32(4), StoreTime.ToTime(reading.Int64(5)))
                    {
                        Wanted = reading.TextOrNull(6),
                    });
                }
                return leases;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseFence?> AcquireAsync(SessionId session, string name, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                if (!SqliteSessionStore.Exists(transaction.Connection, session))
                {
                    throw new InvalidOperationException(
                        $"Session {session} is not alive: it was taken over or has ended.");
                }
                transaction.Get(Sql.LeaseAdd).Bind(1, name).Bind(2, transaction.Now).Run();
                var before = Read(transaction, name);
                var taken = transaction.Get(Sql.LeaseTake)
                    .Bind(1, session.Value).Bind(2, name).Bind(3, transaction.Now).Run() == 1;
                if (taken)
                {
                    Note(transaction, name, before.Server);
                    return new LeaseFence(name, before.Epoch + 1);
                }
                transaction.Undo();
                return before.Owner == session ? new LeaseFence(name, before.Epoch) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> GiveAsync(
        SessionId session, LeaseFence lease, LeaseGift gift, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                var isMeant = gift.Heir == SessionId.None
                    || SqliteSessionStore.Exists(transaction.Connection, gift.Heir);
                var before = isMeant ? Read(transaction, lease.Name) : default;
                isMeant = isMeant && transaction.Get(Sql.LeaseGive)
                    .Bind(1, lease.Name).Bind(2, session.Value).Bind(3, gift.Heir.Value).Bind(4, (long)gift.Cause)
                    .Bind(5, transaction.Now).Bind(6, transaction.Now - StoreTime.From(gift.Quiet))
                    .Bind(7, lease.Epoch).Run() == 1;
                if (!isMeant)
                {
                    transaction.Undo();
                    return false;
                }
                if (gift.Heir == SessionId.None) transaction.Hint();
                else Note(transaction, lease.Name, before.Server);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task WantAsync(string name, string? server, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                transaction.Get(Sql.LeaseWant).Bind(1, name).Bind(2, server).Bind(3, transaction.Now).Run();
                transaction.Hint();
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task ReportAsync(
        SessionId session, LeaseFence lease, TimeSpan? detected, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction => transaction.Get(Sql.LeaseReport)
                .Bind(1, session.Value).Bind(2, lease.Name).Bind(3, lease.Epoch)
                .Bind(4, detected is { } time ? StoreTime.From(time) : (long?)null).Bind(5, transaction.Now).Run(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterChange>> ListChangesAsync(
        string? name, int rowsMax, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<ClusterChange>>(
            connection =>
            {
                var changes = new List<ClusterChange>();
                var reading = connection.Get(Sql.LeaseChanges).Bind(1, name).Bind(2, (long)rowsMax);
                while (reading.Step())
                {
                    changes.Add(new ClusterChange(
                        reading.Text(0), reading.Int64(1), StoreTime.ToTime(reading.Int64(2)), reading.Text(3),
                        reading.Text(4), (LeaseCause)reading.Int32(5))
                    {
                        Detected = reading.Int64OrNull(6) is { } detected ? StoreTime.ToDistance(detected) : null,
                        Gap = reading.Int64OrNull(7) is { } gap ? StoreTime.ToDistance(gap) : null,
                    });
                }
                return changes;
            },
            cancellationToken);

    private static (SessionId Owner, long Epoch, string Server) Read(WriteTransaction transaction, string name)
    {
        var reading = transaction.Get(Sql.LeaseRead).Bind(1, name);
        if (!reading.Step())
        {
            return (SessionId.None, 0, "");
        }
        var row = (new SessionId(reading.Int64(0)), reading.Int64(1), reading.Text(2));
        reading.Reset();
        return row;
    }

    private static void Note(WriteTransaction transaction, string name, string from)
    {
        transaction.Get(Sql.LeaseNote).Bind(1, name).Bind(2, from).Run();
        transaction.Get(Sql.LeaseForget).Bind(1, name).Bind(2, (long)ILeaseStore.ChangesMax).Run();
        transaction.Hint();
    }
}
