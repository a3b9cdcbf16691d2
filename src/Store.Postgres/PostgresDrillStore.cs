using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Reports of drills.</summary>
internal sealed class PostgresDrillStore(SessionLinks links) : IDrillStore
{
    private static readonly string s_add = Sql.Read("DrillAdd");
    private static readonly string s_forget = Sql.Read("DrillForget");
    private static readonly string s_list = Sql.Read("DrillList");
    private static readonly string s_get = Sql.Read("DrillGet");

    /// <inheritdoc/>
    public Task<bool> AddAsync(
        DrillRow drill, ReadOnlyMemory<byte> report, int keptMax, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                var add = Parameters.Command(
                    s_add, Parameters.Of(drill.Id), Parameters.Of(drill.StartedAt.ToUniversalTime()),
                    Parameters.Of(drill.Kind), Parameters.Of(drill.Server), Parameters.Of(drill.Verdict),
                    Parameters.Of(drill.By), Parameters.Of(report));
                await using var batch = Parameters.Batch(
                    connection, add, Parameters.Command(s_forget, Parameters.Of((long)keptMax)));
                await batch.ExecuteNonQueryAsync(none);
                await transaction.CommitAsync(none);
                return add.RecordsAffected > 0;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DrillRow>> ListAsync(int rowsMax, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_list, Parameters.Of(rowsMax)),
            static row => new DrillRow(
                row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3),
                row.GetString(4), row.GetString(5)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_get, Parameters.Of(id)), static row => row.GetFieldValue<byte[]>(0),
            cancellationToken);
        return rows is [var report] ? report : null;
    }
}
