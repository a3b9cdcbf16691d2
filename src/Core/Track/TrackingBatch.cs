using System.Buffers.Binary;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>
/// The stored form of many tracks: the blobs one after the other, each with its commit, and an index of sorted 32-bit
/// hashes of what is in them, so that a search passes over what cannot fit.
/// </summary>
internal static class TrackingBatch
{
    private const int HeaderBytes = 20;

    /// <summary>Makes a row of blobs.</summary>
    public static TrackingRow Make(int retention, List<TrackBlob> blobs)
    {
        var writer = new ByteWriter(blobs.Sum(b => b.Events.Length + HeaderBytes));
        var scan = new TrackScan();
        foreach (var blob in blobs)
        {
            writer.Number(blob.Lane);
            writer.Number((ulong)blob.Sequence);
            writer.Block(blob.Events.Span);
            scan.Add(blob.Events.Span);
        }

        return new TrackingRow(0, Time(scan.From), Time(scan.To), Index(scan.Hashes), writer.Written)
        {
            Retention = retention,
        };
    }

    /// <summary>A row of single events in the default class, for those who have no blobs.</summary>
    public static TrackingRow Make(IEnumerable<TrackEvent> events)
    {
        var writer = new TrackWriter();
        foreach (var e in events) writer.Write(e);
        return Make(0, [new TrackBlob(0, 0, writer.Written)]);
    }

    /// <summary>False if the row certainly holds nothing with this hash.</summary>
    public static bool MayHold(TrackingRow row, uint wanted)
    {
        var index = row.Index.Span;
        int low = 0;
        int high = (index.Length / 4) - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            uint hash = BinaryPrimitives.ReadUInt32BigEndian(index[(middle * 4)..]);
            if (hash == wanted) return true;
            if (hash < wanted) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    /// <summary>All events of a row, in the order in which they were written.</summary>
    public static IEnumerable<TrackEvent> Events(TrackingRow row)
    {
        int offset = 0;
        while (offset < row.Events.Length)
        {
            var (lane, sequence, start, length) = BlobAt(row.Events.Span[offset..]);
            foreach (var e in TrackReader.Read(row.Events.Span.Slice(offset + start, length), lane, sequence))
                yield return e;
            offset += start + length;
        }
    }

    private static (int Lane, long Sequence, int Start, int Length) BlobAt(ReadOnlySpan<byte> span)
    {
        var reader = new ByteReader(span);
        int lane = reader.Int();
        long sequence = (long)reader.Number();
        int length = reader.Int();
        return (lane, sequence, reader.Offset, length);
    }

    private static byte[] Index(List<uint> hashes)
    {
        hashes.Sort();
        byte[] index = new byte[hashes.Count * 4];
        int length = 0;
        for (int i = 0; i < hashes.Count; i++)
        {
            if (i > 0 && hashes[i] == hashes[i - 1]) continue;
            BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(length), hashes[i]);
            length += 4;
        }

        return index[..length];
    }

    private static DateTimeOffset Time(long microseconds) =>
        new(microseconds * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
