namespace Viaduct.Core.Store;

/// <summary>The reports of drills: what was proven, by whom and when.</summary>
public interface IDrillStore
{
    /// <summary>The most bytes of a report.</summary>
    const int ReportBytesMax = 4 << 20;

    /// <summary>
    /// 1. Keeps a report, durably. 2. What is kept is never changed: the same id again changes nothing, whatever comes
    /// with it. 3. Beyond <paramref name="keptMax"/> those that began first are removed in the same transaction.
    /// </summary>
    /// <returns>False if there is one of this id already.</returns>
    Task<bool> AddAsync(
        DrillRow drill, ReadOnlyMemory<byte> report, int keptMax, CancellationToken cancellationToken);

    /// <summary>Those that began last, the latest first.</summary>
    Task<IReadOnlyList<DrillRow>> ListAsync(int rowsMax, CancellationToken cancellationToken);

    /// <summary>The report of a drill; null if there is none.</summary>
    Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken);
}
