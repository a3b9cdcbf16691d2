using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>What readers read.</content>
public partial class MessageBoxModel
{
    /// <summary>The references of a reader in a lane, from a sequence on.</summary>
    public IReadOnlyList<SegmentReference> ReadReferences(ReaderLane key, long from, int segmentsMax, int bytesMax) =>
        Limited(
            SegmentsOf(key.Lane, from).Where(one => one.Value.References.ContainsKey(key.Reader))
                .Select(one => new SegmentReference(one.Key, one.Value.References[key.Reader])),
            row => row.Entries.Length, segmentsMax, bytesMax);

    /// <summary>The references of an ordered reader that can be worked next.</summary>
    public virtual IReadOnlyList<RoundReference> ReadRound(
        int reader, IReadOnlyDictionary<int, long> places, int segmentsMax, int bytesMax) => RoundReference.Round(
            Lanes.Keys.SelectMany(lane => SegmentsOf(lane, places.GetValueOrDefault(lane, 1))
                .Where(one => one.Value.References.ContainsKey(reader)).Take(segmentsMax)
                .Select(one => new RoundReference(lane, one.Key, one.Value.Number, one.Value.References[reader]))),
            segmentsMax, bytesMax);

    /// <summary>The newest reference of a reader in each lane in which it has one.</summary>
    public IReadOnlyDictionary<int, long> ReadNewestReferences(int reader) => Lanes.Keys
        .Select(lane => (Lane: lane, With: SegmentsOf(lane, 0).Where(one => one.Value.References.ContainsKey(reader))))
        .Where(one => one.With.Any()).ToDictionary(one => one.Lane, one => one.With.Max(segment => segment.Key));

    /// <summary>Slices of records; throws if one is not there.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReadRecords(int lane, IReadOnlyList<RecordSlice> slices)
    {
        var read = new List<ReadOnlyMemory<byte>>(slices.Count);
        foreach (var slice in slices)
        {
            if (!Lanes.TryGetValue(lane, out var entry)
                || !entry.Segments.TryGetValue(slice.Sequence, out var segment)
                || slice.Offset < 0 || slice.Length < 0 || slice.Offset > segment.Records.Length - slice.Length)
            {
                throw new InvalidDataException(
                    $"Lane {lane} has no {slice.Length} bytes from {slice.Offset} on in segment {slice.Sequence}.");
            }
            read.Add(segment.Records.AsMemory(slice.Offset, slice.Length));
        }
        return read;
    }

    /// <summary>The tracks of a lane, without the empty ones.</summary>
    public IReadOnlyList<SegmentTrack> ReadTracks(int lane, long from, int segmentsMax, int bytesMax) =>
        Limited(
            SegmentsOf(lane, from).Where(one => one.Value.Track.Length > 0)
                .Select(one => new SegmentTrack(one.Key, one.Value.Track)),
            row => row.Track.Length, segmentsMax, bytesMax);

    /// <summary>The last sequence of each lane.</summary>
    public IReadOnlyDictionary<int, long> ReadHeads() =>
        Lanes.Values.ToDictionary(lane => lane.Lane, lane => lane.LastSequence);

    /// <summary>The newest progress of every reader in every lane.</summary>
    public IReadOnlyList<ProgressRow> ReadProgress() =>
    [
        .. ReaderLanes.Values.Where(one => !one.Joined).OrderBy(one => one.Key.Reader).ThenBy(one => one.Key.Lane)
            .Select(one => one.Progress),
    ];

    private static List<T> Limited<T>(IEnumerable<T> rows, Func<T, int> bytesOf, int rowsMax, int bytesMax)
    {
        var limited = new List<T>();
        long bytes = 0;
        foreach (var row in rows)
        {
            bytes += bytesOf(row);
            if (limited.Count == rowsMax || (limited.Count > 0 && bytes > bytesMax))
            {
                break;
            }
            limited.Add(row);
        }
        return limited;
    }

    private IEnumerable<KeyValuePair<long, SegmentEntry>> SegmentsOf(int lane, long from) =>
        Lanes.TryGetValue(lane, out var entry) ? entry.Segments.Where(one => one.Key >= from) : [];
}
