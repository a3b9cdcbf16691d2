using System.Buffers.Binary;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>
/// The stored form of many tracks: the blobs one after the other, and an index of sorted 32-bit hashes of the ids of
/// messages and interchanges in them, so that a search passes over what cannot hold an id.
/// </summary>
internal static class TrackingBatch
{
    /// <summary>Makes a row of blobs.</summary>
    public static TrackingRow Make(List<ReadOnlyMemory<byte>> blobs)
    {
        var writer = new ByteWriter(blobs.Sum(b => b.Length + 5));
        var hashes = new List<uint>();
        var (from, to) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        foreach (var blob in blobs)
        {
            writer.Block(blob.Span);
            TrackScan.Read(blob.Span, (messageId, interchangeId, at) =>
            {
                hashes.Add(Hash(messageId));
                if (interchangeId != Guid.Empty) hashes.Add(Hash(interchangeId));
                if (at < from) from = at;
                if (at > to) to = at;
            });
        }

        return new TrackingRow(0, from, to, Index(hashes), writer.Written);
    }

    /// <summary>A row of single events, for those who have no blobs.</summary>
    public static TrackingRow Make(IEnumerable<TrackEvent> events)
    {
        var writer = new TrackWriter();
        foreach (var e in events) writer.Write(e);
        return Make([writer.Written]);
    }

    /// <summary>False if the row certainly holds no event of a message or interchange with this id.</summary>
    public static bool MayHold(TrackingRow row, Guid id)
    {
        uint wanted = Hash(id);
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
            int length = BlockAt(row.Events.Span[offset..], out int header);
            foreach (var e in TrackReader.Read(row.Events.Span.Slice(offset + header, length))) yield return e;
            offset += header + length;
        }
    }

    private static int BlockAt(ReadOnlySpan<byte> span, out int header)
    {
        var reader = new ByteReader(span);
        int length = reader.Int();
        header = reader.Offset;
        return length;
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

    // The last four bytes of a version 7 id are random.
    private static uint Hash(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
    }
}
