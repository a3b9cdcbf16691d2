using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>The stored form of what senders recorded.</summary>
internal static class TransmitCodec
{
    public static void Append(ByteWriter writer, in TransmitRecord record)
    {
        writer.Number((ulong)record.Item.Sequence);
        writer.Number(record.Item.Item);
        writer.Text(record.Text);
    }

    public static List<TransmitRecord> Read(ReadOnlySpan<byte> records)
    {
        var reader = new ByteReader(records);
        var list = new List<TransmitRecord>();
        while (!reader.AtEnd)
        {
            var item = new Position((long)reader.Number(), reader.Int());
            list.Add(new TransmitRecord(item, reader.Text()));
        }

        return list;
    }
}
