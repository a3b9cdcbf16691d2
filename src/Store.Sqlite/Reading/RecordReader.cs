using SQLitePCL;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Reading;

/// <summary>
/// Reads slices of segments. Not by substr(records, …), which would load all of a segment for each slice: what lies
/// between the first and the last slice of a segment is read at once if most of it is wanted, else each slice for
/// itself.
/// </summary>
internal static class RecordReader
{
    private const int GapBytesMax = 16 * 1024;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(
        Connection connection, int lane, IReadOnlyList<RecordSlice> slices)
    {
        var read = new ReadOnlyMemory<byte>[slices.Count];
        connection.Get(Sql.BeginRead).Run();
        sqlite3_blob? blob = null;
        try
        {
            for (int next, i = 0; i < slices.Count; i = next)
            {
                next = i + 1;
                while (next < slices.Count && slices[next].Sequence == slices[i].Sequence)
                {
                    next++;
                }
                var number = connection.Get(Sql.ReadSegmentNumber).Bind(1, lane).Bind(2, slices[i].Sequence).Scalar()
                    ?? throw Missing(lane, slices[i]);
                blob = Open(connection, blob, number);
                ReadSegment(connection, blob, lane, slices, i, read.AsSpan(i, next - i));
            }
            return read;
        }
        finally
        {
            blob?.Dispose();
        }
    }

    private static sqlite3_blob Open(Connection connection, sqlite3_blob? blob, long number)
    {
        if (blob is null)
        {
            return connection.OpenBlob("segment", "records", number);
        }
        connection.Check(raw.sqlite3_blob_reopen(blob, number));
        return blob;
    }

    private static void ReadSegment(
        Connection connection, sqlite3_blob blob, int lane, IReadOnlyList<RecordSlice> slices, int first,
        Span<ReadOnlyMemory<byte>> read)
    {
        var length = raw.sqlite3_blob_bytes(blob);
        for (int next, i = 0; i < read.Length; i = next)
        {
            var start = Checked(lane, slices[first + i], length).Offset;
            var end = start + slices[first + i].Length;
            for (next = i + 1; next < read.Length; next++)
            {
                var slice = Checked(lane, slices[first + next], length);
                if (slice.Offset < end || slice.Offset - end > GapBytesMax)
                {
                    break;
                }
                end = slice.Offset + slice.Length;
            }
            var bytes = GC.AllocateUninitializedArray<byte>(end - start);
            connection.Read(blob, bytes, start);
            for (var part = i; part < next; part++)
            {
                read[part] = bytes.AsMemory(slices[first + part].Offset - start, slices[first + part].Length);
            }
        }
    }

    private static RecordSlice Checked(int lane, RecordSlice slice, int length) =>
        slice.Offset < 0 || slice.Length < 0 || slice.Offset > length - slice.Length
            ? throw Missing(lane, slice)
            : slice;

    private static InvalidDataException Missing(int lane, RecordSlice slice) => new(
        $"Lane {lane} has no {slice.Length} bytes from {slice.Offset} on in segment {slice.Sequence}.");
}
