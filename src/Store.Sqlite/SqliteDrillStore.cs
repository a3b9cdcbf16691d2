using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Reports of drills.</summary>
internal sealed class SqliteDrillStore(Writer writer, ReaderPool readers) : IDrillStore
{
    /// <inheritdoc/>
    public Task<bool> AddAsync(
        DrillRow drill, ReadOnlyMemory<byte> report, int keptMax, CancellationToken cancellationToken) =>
        writer.RunAsync(
            transaction =>
            {
                bool isNew = transaction.Get(Sql.DrillAdd)
                    .Bind(1, drill.Id).Bind(2, StoreTime.From(drill.StartedAt)).Bind(3, drill.Kind)
                    .Bind(4, drill.Server).Bind(5, drill.Verdict).Bind(6, drill.By).Bind(7, report.Span).Run() > 0;
                if (isNew) transaction.Get(Sql.DrillForget).Bind(1, (long)keptMax).Run();
                return isNew;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DrillRow>> ListAsync(int rowsMax, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<DrillRow>>(
            connection =>
            {
                var drills = new List<DrillRow>();
                var reading = connection.Get(Sql.DrillList).Bind(1, (long)rowsMax);
                while (reading.Step())
                {
                    drills.Add(new DrillRow(
                        reading.Guid(0), StoreTime.ToTime(reading.Int64(1)), reading.Text(2), reading.Text(3),
                        reading.Text(4), reading.Text(5)));
                }
                return drills;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                var reading = connection.Get(Sql.DrillGet).Bind(1, id);
                return reading.Step() ? reading.Bytes(0) : null;
            },
            cancellationToken);
}
