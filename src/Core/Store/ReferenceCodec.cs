using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>
/// The stored form of one reader's pointers into a segment: for each message the gap to the one before, its length and
/// its ports. Work items are numbered in this order, the ports of a message in theirs.
/// </summary>
internal static class ReferenceCodec
{
    /// <summary>Appends one message. Messages ascend by offset.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="gap">Bytes between the end of the one before (or the segment's start) and this record.</param>
    /// <param name="length">The record's length.</param>
    /// <param name="ports">The ports.</param>
    public static void Append(ByteWriter writer, int gap, int length, ReadOnlySpan<int> ports)
    {
        writer.Number(gap);
        writer.Number(length);
        writer.Number(ports.Length);
        foreach (int port in ports) writer.Number(port);
    }

    /// <summary>Reads all pointers.</summary>
    public static List<WorkItemReference> Read(ReadOnlySpan<byte> entries)
    {
        var reader = new ByteReader(entries);
        var list = new List<WorkItemReference>();
        int end = 0;
        while (!reader.AtEnd)
        {
            int offset = checked(end + reader.Int());
            int length = reader.Int();
            int[] ports = new int[reader.Int()];
            for (int i = 0; i < ports.Length; i++) ports[i] = reader.Int();
            list.Add(new WorkItemReference(offset, length, ports));
            end = checked(offset + length);
        }

        return list;
    }
}
