using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>The log. Rules 1 to 19 of the message box.</summary>
internal sealed class PostgresLogStore(SessionLinks links, HintSender hints) : ILogStore
{
    private static readonly string s_references = Sql.Read("ReadReferences");
    private static readonly string s_tracks = Sql.Read("ReadTracks");
    private static readonly string s_heads = Sql.Read("ReadHeads");
    private static readonly string s_progress = Sql.Read("ReadProgress");
    private static readonly string s_newest = Sql.Read("ReadNewestReferences");
    private static readonly string s_round = Sql.Read("ReadRound");

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon)
    {
        var result = await links.Of(batch.Session).Writer.CommitAsync(batch, abandon);
        if (result is CommitResult.Committed
            && (batch.OpenItemsAdded.Count > 0 || batch.OpenItemsChanged.Count > 0 || batch.WakesOthers))
        {
            hints.Send();
        }
        return result;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentReference>> ReadReferencesAsync(
        ReaderLane readerLane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken) =>
        await ReadAsync(
            () => Parameters.Command(
                s_references, Parameters.Of(readerLane.Reader), Parameters.Of(readerLane.Lane),
                Parameters.Of(fromSequence), Parameters.Of(segmentsMax), Parameters.Of((long)bytesMax)),
            static row => new SegmentReference(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RoundReference>> ReadRoundAsync(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken)
    {
        int[] lanes = [.. places.Keys];
        long[] from = [.. places.Values];
        var found = await ReadAsync(
            () => Parameters.Command(
                s_round, Parameters.Of(reader), Parameters.Of(lanes), Parameters.Of(from), Parameters.Of(segmentsMax)),
            static row => new RoundReference(
                row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)),
            cancellationToken);
        return RoundReference.Round(found, segmentsMax, bytesMax);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, long>> ReadNewestReferencesAsync(
        int reader, CancellationToken cancellationToken)
    {
        var newest = await ReadAsync(
            () => Parameters.Command(s_newest, Parameters.Of(reader)),
            static row => (Lane: row.GetInt32(0), Sequence: row.GetInt64(1)), cancellationToken);
        return newest.ToDictionary(one => one.Lane, one => one.Sequence);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRecordsAsync(
        int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken) =>
        RecordReader.ReadAsync(links.General, lane, slices, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentTrack>> ReadTracksAsync(
        int lane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken) =>
        await ReadAsync(
            () => Parameters.Command(
                s_tracks, Parameters.Of(lane), Parameters.Of(fromSequence), Parameters.Of(segmentsMax),
                Parameters.Of((long)bytesMax)),
            static row => new SegmentTrack(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, long>> ReadHeadsAsync(CancellationToken cancellationToken)
    {
        var heads = await ReadAsync(
            () => Parameters.Command(s_heads), static row => (Lane: row.GetInt32(0), Last: row.GetInt64(1)),
            cancellationToken);
        return heads.ToDictionary(head => head.Lane, head => head.Last);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProgressRow>> ReadProgressAsync(CancellationToken cancellationToken) =>
        await ReadAsync(
            () => Parameters.Command(s_progress),
            static row => new ProgressRow(
                new ReaderLane(row.GetInt32(0), row.GetInt32(1)), row.GetInt64(2), row.GetInt64(3),
                new Position(row.GetInt64(4), row.GetInt32(5)), row.GetFieldValue<byte[]>(6)),
            cancellationToken);

    private Task<List<T>> ReadAsync<T>(
        Func<NpgsqlBatchCommand> command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) =>
        links.General.QueryAsync(command, row, cancellationToken);
}
