using System.Buffers;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>
/// A message on its way into the log: encoded by whoever publishes it, so that the one writer only copies bytes.
/// </summary>
internal sealed class Publication
{
    [ThreadStatic]
    private static ByteWriter? t_writer;

    private byte[] _record;
    private readonly int _length;

    private Publication(Message message, string location, string? messageType, bool mapped, byte[] record, int length)
    {
        (Message, Location, MessageType, Mapped) = (message, location, messageType, mapped);
        (_record, _length) = (record, length);
    }

    public Message Message { get; }

    /// <summary>The receive location it came in at.</summary>
    public string Location { get; }

    public string? MessageType { get; }

    public bool Mapped { get; }

    /// <summary>Where it goes, ordered by reader; set by the router. Empty: nobody wants it.</summary>
    public PortRoute[] Routes { get; set; } = [];

    public ReadOnlySpan<byte> Record => _record.AsSpan(0, _length);

    public static Publication Encode(Message message, string location, string? messageType, bool mapped)
    {
        var writer = t_writer ??= new ByteWriter(4096);
        writer.Reset(keep: 1 << 20);
        MessageRecordCodec.Write(writer, message);
        byte[] record = ArrayPool<byte>.Shared.Rent(writer.Length);
        writer.Written.Span.CopyTo(record);
        return new Publication(message, location, messageType, mapped, record, writer.Length);
    }

    /// <summary>Gives the buffer back. The record must not be used afterwards.</summary>
    public void Release()
    {
        if (_record.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_record);
        _record = [];
    }
}
