using Viaduct.Core.Adapters;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;
using Viaduct.Store.Postgres.Writing;

namespace Viaduct.Store.Postgres;

/// <summary>Receipts and claims. Rules 40 to 49 of the message box.</summary>
internal sealed class PostgresReceiptStore(SessionLinks links) : IReceiptStore
{
    private static readonly string s_find = Sql.Read("FindReceipts");
    private static readonly string s_findClaims = Sql.Read("FindClaims");
    private static readonly string s_take = Sql.Read("TakeAbandoned");
    private static readonly string s_read = Sql.Read("ReadAbandoned");

    private readonly Acquisitions _acquisitions = new();

    /// <inheritdoc/>
    public async Task<IReadOnlySet<ReceiptKey>> FindAsync(
        IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken)
    {
        var found = await links.General.QueryAsync(
            () => Parameters.Command(s_find, Parameters.Of(ReceiptStatements.Keys(keys))),
            static row => ReceiptStatements.FromGuid(row.GetGuid(0)), cancellationToken);
        return found.ToHashSet();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(
        SessionId session, string location, CancellationToken cancellationToken) =>
        _acquisitions.RunAsync(
            links.Of(session).Gateway, session, location,
            acquisition => Parameters.Command(
                s_take, Parameters.Of(session.Value), Parameters.Of(location), Parameters.Of(acquisition)),
            acquisition => Parameters.Command(s_read, Parameters.Of(session.Value), Parameters.Of(acquisition)),
            static row => new AbandonedClaim(
                new Claim(row.GetGuid(0), row.GetString(1)), row.GetBoolean(2), row.GetInt32(3)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> FindClaimsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var found = await links.General.QueryAsync(
            () => Parameters.Command(s_findClaims, Parameters.Of([.. ids])), static row => row.GetGuid(0),
            cancellationToken);
        return found.ToHashSet();
    }
}
