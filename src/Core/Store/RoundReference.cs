namespace Viaduct.Core.Store;

/// <summary>An ordered reader's pointers into a segment, with its place in the order of all lanes.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Sequence">The segment in it.</param>
/// <param name="Number">The segment's number (rule 15).</param>
/// <param name="Entries">The pointers, as the reference codec writes them.</param>
public sealed record RoundReference(int Lane, long Sequence, long Number, ReadOnlyMemory<byte> Entries)
{
    /// <summary>
    /// Makes a round of what was found in one snapshot (rule 81): in the order of the numbers, and no further than
    /// every lane has been read.
    /// </summary>
    /// <param name="found">What was found, in each lane from its place on, in its order.</param>
    /// <param name="segmentsMax">The most that was asked for in a lane: one that has so many may have more.</param>
    /// <param name="bytesMax">The most bytes of entries of a round; the first one is given whatever its size.</param>
    public static IReadOnlyList<RoundReference> Round(
        IEnumerable<RoundReference> found, int segmentsMax, int bytesMax)
    {
        var rows = found.ToList();
        long cap = rows.GroupBy(row => row.Lane).Where(lane => lane.Count() >= segmentsMax)
            .Select(lane => lane.Max(row => row.Number)).DefaultIfEmpty(long.MaxValue).Min();
        var round = new List<RoundReference>();
        long bytes = 0;
        foreach (var row in rows.Where(row => row.Number <= cap).OrderBy(row => row.Number))
        {
            bytes += row.Entries.Length;
            if (round.Count > 0 && bytes > bytesMax) break;
            round.Add(row);
        }

        return round;
    }
}
