using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Reading;

/// <summary>
/// Reads slices of segments. Slices of one segment that lie close together are read as one piece: a few bytes too
/// many cost less than another look-up; whoever reads all of a segment reads it once.
/// </summary>
internal static class RecordReader
{
    /// <summary>Two slices with less than this between them are read together.</summary>
    private const int GapMax = 16 * 1024;

    private static readonly string s_read = Sql.Read("ReadRecords");

    /// <exception cref="InvalidDataException">A segment or slice is not there.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        Gateway gateway, int lane, IReadOnlyList<RecordSlice> slices, CancellationToken cancellationToken)
    {
        if (slices.Count == 0) return [];
        var pieces = Pieces(slices);
        var bytes = await gateway.QueryAsync(
            () => Parameters.Command(
                s_read, Parameters.Of(lane),
                Parameters.Of(pieces.ConvertAll(piece => piece.Sequence).ToArray()),
                Parameters.Of(pieces.ConvertAll(piece => piece.Offset).ToArray()),
                Parameters.Of(pieces.ConvertAll(piece => piece.Length).ToArray())),
            static row => row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), cancellationToken);
        return Cut(lane, slices, pieces, bytes);
    }

    private static List<RecordSlice> Pieces(IReadOnlyList<RecordSlice> slices)
    {
        var pieces = new List<RecordSlice>();
        foreach (var slice in slices)
        {
            if (pieces.Count > 0 && IsNear(pieces[^1], slice))
            {
                pieces[^1] = pieces[^1] with { Length = End(slice) - pieces[^1].Offset };
            }
            else
            {
                pieces.Add(slice);
            }
        }
        return pieces;
    }

    private static bool IsNear(RecordSlice piece, RecordSlice slice) =>
        slice.Sequence == piece.Sequence && slice.Offset >= piece.Offset && End(slice) >= End(piece)
        && slice.Offset - End(piece) <= GapMax;

    private static int End(RecordSlice slice) => checked(slice.Offset + slice.Length);

    private static List<ReadOnlyMemory<byte>> Cut(
        int lane, IReadOnlyList<RecordSlice> slices, List<RecordSlice> pieces, List<byte[]?> bytes)
    {
        var cut = new List<ReadOnlyMemory<byte>>(slices.Count);
        int at = 0;
        foreach (var slice in slices)
        {
            if (!Holds(pieces[at], slice)) at++;
            int start = slice.Offset - pieces[at].Offset;
            if (bytes[at] is not { } piece || start > piece.Length - slice.Length)
            {
                throw new InvalidDataException(
                    $"Lane {lane} has no {slice.Length} bytes from {slice.Offset} on in segment {slice.Sequence}.");
            }
            cut.Add(piece.AsMemory(start, slice.Length));
        }
        return cut;
    }

    private static bool Holds(RecordSlice piece, RecordSlice slice) =>
        slice.Sequence == piece.Sequence && slice.Offset >= piece.Offset && End(slice) <= End(piece);
}
