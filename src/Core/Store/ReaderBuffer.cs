using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>What one commit holds for one reader: its references, and the messages to hand over from memory.</summary>
internal sealed class ReaderBuffer(int reader)
{
    private int _end;

    public int Reader { get; } = reader;

    public ByteWriter Entries { get; } = new(512);

    public List<HandedMessage> Messages { get; private set; } = [];

    public void Add(Publication publication, int offset, int first, int count)
    {
        int length = publication.Record.Length;
        Span<int> ports = count <= 64 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++) ports[i] = publication.Routes[first + i].Port;
        ReferenceCodec.Append(Entries, offset - _end, length, ports);
        _end = offset + length;
        Messages.Add(new HandedMessage(publication.Message, publication.Routes, first, count, length));
    }

    /// <summary>Begins anew; the list handed over belongs to the reader from then on.</summary>
    public void Reset()
    {
        Entries.Reset();
        _end = 0;
        if (Messages.Count > 0) Messages = [];
    }
}
