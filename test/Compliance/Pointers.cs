using System.Buffers.Binary;
using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>The entries of a reference in tests: offset and length of each message. To a store just bytes.</summary>
public static class Pointers
{
    private const int Size = 8;

    /// <summary>Writes the entries.</summary>
    public static byte[] Write(IReadOnlyList<(int Offset, int Length)> messages)
    {
        var bytes = new byte[messages.Count * Size];
        for (var i = 0; i < messages.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * Size), messages[i].Offset);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * Size + 4), messages[i].Length);
        }
        return bytes;
    }

    /// <summary>Reads the entries of a reference as slices of its segment.</summary>
    public static IReadOnlyList<RecordSlice> Read(SegmentReference reference)
    {
        var slices = new List<RecordSlice>();
        for (var at = 0; at < reference.Entries.Length; at += Size)
        {
            var offset = BinaryPrimitives.ReadInt32BigEndian(reference.Entries.Span[at..]);
            var length = BinaryPrimitives.ReadInt32BigEndian(reference.Entries.Span[(at + 4)..]);
            slices.Add(new RecordSlice(reference.Sequence, offset, length));
        }
        return slices;
    }
}
