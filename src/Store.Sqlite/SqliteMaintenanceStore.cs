using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.CleanUp;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>Clean-up, in slices between the commits.</summary>
internal sealed class SqliteMaintenanceStore(Writer writer, ReaderPool readers) : IMaintenanceStore
{
    private const int SlicesMax = 40;
    private const int CountedAtOnce = 20_000;

    // Between two slices, so that commits have most of the time even while there is much to remove.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    private readonly SiftMarks _marks = new();
    private StoreFiles? _files;

    private StoreFiles Files =>
        _files ?? throw new InvalidOperationException("The store has not been prepared: call PrepareAsync first.");

    public void Open(StoreFiles files) => _files = files;

    /// <inheritdoc/>
    public async Task<CleanUpReport> RunOnceAsync(CleanUpOptions options, CancellationToken cancellationToken)
    {
        var files = Files;
        using var duty = Open(files.CleanUp);
        if (!duty.TryLock())
        {
            return new CleanUpReport(0, 0, 0, 0, 0, 0, MoreToDo: false, []);
        }
        var plan = await readers.RunAsync(CleanUpPlan.Read, cancellationToken);
        using var round = new CleanUpRound(plan, _marks, options);
        var more = true;
        for (var slice = 0; more && slice < SlicesMax; slice++)
        {
            if (slice > 0)
            {
                await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
            }
            more = await writer.RunAsync(round.RunSlice, cancellationToken);
            round.Commit();
        }
        var pinning = await readers.RunAsync(
            connection => plan.FindPinning(connection, _marks), cancellationToken);
        return new CleanUpReport(
            round.Segments, round.Bytes, CopiedOut: 0, round.Receipts, round.TrackingRows, round.Bodies, more, pinning);
    }

    /// <inheritdoc/>
    public async Task<StoreSize> MeasureAsync(CancellationToken cancellationToken)
    {
        var files = Files;
        var pages = await readers.RunAsync(connection => connection.Get(Sql.Measure).Scalar(), cancellationToken);
        var log = new FileInfo(files.WriteAheadLog);
        return new StoreSize(
            (pages ?? 0) + (log.Exists ? log.Length : 0),
            await CountAsync(Sql.MeasureSegments, cancellationToken),
            await CountAsync(Sql.MeasureOpenItems, cancellationToken),
            await CountReceiptsAsync(cancellationToken),
            await CountAsync(Sql.MeasureTracking, cancellationToken));
    }

    private static LockFile Open(string path)
    {
        try
        {
            return LockFile.Open(path);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"Nothing can be cleaned up now: {failure.Message}", failure);
        }
    }

    private async Task<long> CountAsync(SqlText sql, CancellationToken cancellationToken)
    {
        long all = 0;
        long after = 0;
        long counted;
        do
        {
            (after, counted) = await readers.RunAsync(
                connection =>
                {
                    var counting = connection.Get(sql).Bind(1, after).Bind(2, CountedAtOnce);
                    counting.Step();
                    return (counting.Int64(0), counting.Int64(1));
                },
                cancellationToken);
            all += counted;
        }
        while (counted == CountedAtOnce);
        return all;
    }

    private async Task<long> CountReceiptsAsync(CancellationToken cancellationToken)
    {
        long all = 0;
        byte[] after = [];
        long counted;
        do
        {
            (after, counted) = await readers.RunAsync(
                connection =>
                {
                    var counting = connection.Get(Sql.MeasureReceipts).Bind(1, after).Bind(2, CountedAtOnce);
                    counting.Step();
                    return (counting.Bytes(0), counting.Int64(1));
                },
                cancellationToken);
            all += counted;
        }
        while (counted == CountedAtOnce);
        return all;
    }
}
