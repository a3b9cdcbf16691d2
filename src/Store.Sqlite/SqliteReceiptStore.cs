using Viaduct.Core.Adapters;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Receipts and claims.</summary>
internal sealed class SqliteReceiptStore(Writer writer, ReaderPool readers) : IReceiptStore
{
    /// <inheritdoc/>
    public Task<IReadOnlySet<ReceiptKey>> FindAsync(
        IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlySet<ReceiptKey>>(
            connection => keys.Where(key => IsReceived(connection, key)).ToHashSet(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(
        SessionId session, string location, CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<AbandonedClaim>>(
            transaction =>
            {
                var taken = new List<AbandonedClaim>();
                if (SqliteSessionStore.Exists(transaction.Connection, session))
                {
                    var reading = transaction.Get(Sql.ReadAbandoned).Bind(1, location);
                    while (reading.Step())
                    {
                        var claim = new Claim(reading.Guid(0), reading.Text(1));
                        var received = IsReceived(transaction.Connection, ReceiptKey.FromClaim(claim.Id));
                        taken.Add(new AbandonedClaim(claim, received, reading.Int32(2)));
                    }
                }
                if (taken.Count == 0)
                {
                    transaction.Undo();
                    return taken;
                }
                transaction.Get(Sql.TakeAbandoned).Bind(1, location).Bind(2, session.Value).Run();
                return taken;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<Guid>> FindClaimsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlySet<Guid>>(
            connection => ids.Where(id => connection.Get(Sql.FindClaims).Bind(1, id).Scalar() is not null).ToHashSet(),
            cancellationToken);

    private static bool IsReceived(Connection connection, ReceiptKey key) =>
        connection.Get(Sql.FindReceipts).Bind(1, key).Scalar() is not null;
}
