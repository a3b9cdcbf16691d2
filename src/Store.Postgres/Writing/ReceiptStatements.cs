using Npgsql;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What a commit writes about source items: receipts and claims.</summary>
internal static class ReceiptStatements
{
    /// <param name="to">The statements of the commit.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="reopens">True if some of the keys may be there, closed: they are new again (rule 45).</param>
    /// <param name="clock">Replaces the database's clock.</param>
    public static void Add(NpgsqlBatchCommandCollection to, CommitBatch batch, bool reopens, TimeProvider? clock)
    {
        if (batch.ReceiptsClosed.Count > 0)
        {
            to.Add(Parameters.Command(
                CommitSql.ReceiptClosed, Parameters.Of(Keys(batch.ReceiptsClosed)), Parameters.Now(clock)));
        }
        if (batch.Receipts.Count > 0)
        {
            var keys = new Guid[batch.Receipts.Count];
            for (int i = 0; i < keys.Length; i++) keys[i] = ToGuid(batch.Receipts[i].Key);
            string sql = reopens ? CommitSql.ReceiptReopened : CommitSql.Receipt;
            to.Add(Parameters.Command(sql, Parameters.Of(keys), Parameters.Now(clock)));
        }
        if (batch.ClaimsAdded.Count > 0) AddClaims(to, batch);
        if (batch.ClaimsRemoved.Count > 0)
        {
            to.Add(Parameters.Command(CommitSql.ClaimRemoved, Parameters.Of([.. batch.ClaimsRemoved])));
        }
    }

    public static Guid[] Keys(IReadOnlyList<ReceiptKey> keys)
    {
        var ids = new Guid[keys.Count];
        for (int i = 0; i < ids.Length; i++) ids[i] = ToGuid(keys[i]);
        return ids;
    }

    /// <summary>The 16 bytes of a key as a uuid, which PostgreSQL compares as bytes.</summary>
    public static Guid ToGuid(ReceiptKey key) => new(key.ToBytes(), bigEndian: true);

    public static ReceiptKey FromGuid(Guid id) => ReceiptKey.FromClaim(id);

    private static void AddClaims(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        var rows = batch.ClaimsAdded;
        var ids = new Guid[rows.Count];
        string[] locations = new string[rows.Count];
        string[] items = new string[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            ids[i] = rows[i].Id;
            locations[i] = rows[i].Location;
            items[i] = rows[i].Item;
        }
        to.Add(Parameters.Command(
            CommitSql.ClaimAdded, Parameters.Of(batch.Session.Value), Parameters.Of(ids), Parameters.Of(locations),
            Parameters.Of(items)));
    }
}
