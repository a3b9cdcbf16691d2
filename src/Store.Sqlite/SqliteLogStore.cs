using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>The log.</summary>
internal sealed class SqliteLogStore(Writer writer, ReaderPool readers) : ILogStore
{
    // So many segments without a track are passed over in one read transaction, which is to last milliseconds.
    private const int EmptyTracksMax = 2000;

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken abandon) =>
        writer.RunAsync(
            transaction => CommitWriter.Commit(transaction, batch), text => new CommitResult.NoRoom(text), abandon);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SegmentReference>> ReadReferencesAsync(
        ReaderLane readerLane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<SegmentReference>>(
            connection =>
            {
                var rows = new List<SegmentReference>();
                var reading = connection.Get(Sql.ReadReferences)
                    .Bind(1, readerLane.Reader).Bind(2, readerLane.Lane).Bind(3, fromSequence);
                long bytes = 0;
                while (rows.Count < segmentsMax && reading.Step())
                {
                    var entries = reading.Blob(1);
                    bytes += entries.Length;
                    if (rows.Count > 0 && bytes > bytesMax)
                    {
                        break;
                    }
                    rows.Add(new SegmentReference(reading.Int64(0), entries.ToArray()));
                }
                return rows;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RoundReference>> ReadRoundAsync(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax,
        CancellationToken cancellationToken) =>
        readers.RunAsync(
            connection =>
            {
                // One snapshot for all lanes.
                connection.Get(Sql.BeginRead).Run();
                var lanes = new List<int>();
                var listing = connection.Get(Sql.ReadLanes);
                while (listing.Step())
                {
                    lanes.Add(listing.Int32(0));
                }
                var found = lanes.SelectMany(lane => ReadLaneOfRound(
                    connection, reader, (lane, places.GetValueOrDefault(lane, 1)), segmentsMax));
                return RoundReference.Round(found, segmentsMax, bytesMax);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, long>> ReadNewestReferencesAsync(
        int reader, CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyDictionary<int, long>>(
            connection =>
            {
                var newest = new Dictionary<int, long>();
                var reading = connection.Get(Sql.ReadNewestReferences).Bind(1, reader);
                while (reading.Step())
                {
                    if (!reading.IsNull(1))
                    {
                        newest.Add(reading.Int32(0), reading.Int64(1));
                    }
                }
                return newest;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRecordsAsync(
        int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken) =>
        readers.RunAsync(connection => RecordReader.Read(connection, lane, slices), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentTrack>> ReadTracksAsync(
        int lane, long fromSequence, int segmentsMax, int bytesMax, CancellationToken cancellationToken)
    {
        var rows = new List<SegmentTrack>();
        long? from = fromSequence;
        while (from is { } next && rows.Count == 0)
        {
            from = await readers.RunAsync(
                connection => ReadTracks(connection, lane, next, segmentsMax, bytesMax, rows), cancellationToken);
        }
        return rows;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, long>> ReadHeadsAsync(CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyDictionary<int, long>>(
            connection =>
            {
                var heads = new Dictionary<int, long>();
                var reading = connection.Get(Sql.ReadHeads);
                while (reading.Step())
                {
                    heads.Add(reading.Int32(0), reading.Int64(1));
                }
                return heads;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProgressRow>> ReadProgressAsync(CancellationToken cancellationToken) =>
        readers.RunAsync<IReadOnlyList<ProgressRow>>(
            connection =>
            {
                connection.Get(Sql.BeginRead).Run();
                return ReaderLanes.ReadProgress(connection);
            },
            cancellationToken);

    private static List<RoundReference> ReadLaneOfRound(
        Connection connection, int reader, (int Lane, long Sequence) from, int segmentsMax)
    {
        var rows = new List<RoundReference>();
        var reading = connection.Get(Sql.ReadRound)
            .Bind(1, reader).Bind(2, from.Lane).Bind(3, from.Sequence).Bind(4, segmentsMax);
        while (reading.Step())
        {
            rows.Add(new RoundReference(from.Lane, reading.Int64(0), reading.Int64(1), reading.Bytes(2)));
        }
        return rows;
    }

    // Where to go on if nothing was found yet; null at the end of the lane.
    private static long? ReadTracks(
        Connection connection, int lane, long from, int segmentsMax, int bytesMax, List<SegmentTrack> rows)
    {
        var reading = connection.Get(Sql.ReadTracks).Bind(1, lane).Bind(2, from);
        long bytes = 0;
        var empty = 0;
        while (rows.Count < segmentsMax && reading.Step())
        {
            var sequence = reading.Int64(0);
            var track = reading.Blob(1);
            if (track.IsEmpty)
            {
                if (++empty == EmptyTracksMax)
                {
                    return sequence + 1;
                }
                continue;
            }
            bytes += track.Length;
            if (rows.Count > 0 && bytes > bytesMax)
            {
                break;
            }
            rows.Add(new SegmentTrack(sequence, track.ToArray()));
        }
        return null;
    }
}
