using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// The entries of a reference in tests, written as the reference codec does it: for each message the gap to the one
/// before, the length, the ports. Clean-up reads the ports; all else is just bytes to a store.
/// </summary>
public static class Pointers
{
    /// <summary>Writes the entries of messages for one port each.</summary>
    public static byte[] Write(IReadOnlyList<(int Offset, int Length)> messages, int port = 1) =>
        Write([.. messages.Select(one => (one.Offset, one.Length, (IReadOnlyList<int>)[port]))]);

    /// <summary>Writes the entries. Messages ascend by offset.</summary>
    public static byte[] Write(IReadOnlyList<(int Offset, int Length, IReadOnlyList<int> Ports)> messages)
    {
        var bytes = new List<byte>();
        var end = 0;
        foreach (var (offset, length, ports) in messages)
        {
            foreach (var number in (int[])[offset - end, length, ports.Count, .. ports])
            {
                Append(bytes, number);
            }
            end = offset + length;
        }
        return [.. bytes];
    }

    /// <summary>Reads the entries of a reference as slices of its segment, one for each work item.</summary>
    public static IReadOnlyList<RecordSlice> Read(SegmentReference reference) =>
        [.. ReadItems(reference).Select(one => one.Slice)];

    /// <summary>Reads the work items of a reference: the slice of the message, and the port.</summary>
    public static IReadOnlyList<(RecordSlice Slice, int Port)> ReadItems(SegmentReference reference)
    {
        var items = new List<(RecordSlice, int)>();
        var entries = reference.Entries.Span;
        var end = 0;
        for (var at = 0; at < entries.Length;)
        {
            var offset = end + Next(entries, ref at);
            var length = Next(entries, ref at);
            for (var left = Next(entries, ref at); left > 0; left--)
            {
                items.Add((new RecordSlice(reference.Sequence, offset, length), Next(entries, ref at)));
            }
            end = offset + length;
        }
        return items;
    }

    // Seven bits a byte, the lowest first; all but the last have the highest bit.
    private static void Append(List<byte> bytes, int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }
        bytes.Add((byte)number);
    }

    private static int Next(ReadOnlySpan<byte> bytes, ref int at)
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[at++];
            number |= (one & 0x7f) << shift;
            if (one < 0x80)
            {
                return number;
            }
        }
    }
}
