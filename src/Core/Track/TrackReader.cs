using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>Reads what <see cref="TrackWriter"/> wrote.</summary>
internal static class TrackReader
{
    /// <summary>The events of one blob, in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged or of another version.</exception>
    public static List<TrackEvent> Read(ReadOnlySpan<byte> blob, int lane = 0, long sequence = 0)
    {
        var events = new List<TrackEvent>();
        if (blob.IsEmpty) return events;
        var reader = new ByteReader(blob);
        byte version = reader.Byte();
        if (version != TrackWriter.Version)
            throw new InvalidDataException($"A track has version {version}; this program reads {TrackWriter.Version}.");
        var known = new Known();
        while (!reader.AtEnd)
        {
            var e = ReadEvent(ref reader, known);
            events.Add(e.Stored is { } place ? e with { Stored = place with { Lane = lane, Sequence = sequence } } : e);
        }

        return events;
    }

    private static TrackEvent ReadEvent(ref ByteReader reader, Known known)
    {
        byte head = reader.Byte();
        known.Time += reader.Signed();
        var messageId = reader.Guid();
        if ((head & TrackWriter.SameInterchangeFlag) == 0) known.InterchangeId = reader.Guid();
        var e = new TrackEvent
        {
            Kind = (TrackEventKind)(head & TrackWriter.KindMask),
            At = new DateTimeOffset(known.Time * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), MessageId = messageId,
            InterchangeId = known.InterchangeId, Port = Text(ref reader, known),
        };
        return e.Kind switch
        {
            TrackEventKind.Sent => e,
            TrackEventKind.Body => Body(ref reader, e),
            TrackEventKind.Published => Published(ref reader, known, e) with
            {
                Mapped = (head & TrackWriter.MappedFlag) != 0,
            },
            _ => e with
            {
                MessageType = TextOrNull(ref reader, known), FailureCode = TextOrNull(ref reader, known),
                FailureText = TextOrNull(ref reader, known),
            },
        };
    }

    private static TrackEvent Body(ref ByteReader reader, TrackEvent e)
    {
        var place = (BodyPlace)reader.Byte();
        int retention = reader.Int();
        int offset = reader.Int();
        int length = reader.Int();
        return e with
        {
            Place = place, Stored = new TrackedPlace(retention, 0, 0, offset, length), Bytes = (long)reader.Number(),
        };
    }

    private static TrackEvent Published(ref ByteReader reader, Known known, TrackEvent e)
    {
        string? type = TextOrNull(ref reader, known);
        long bytes = (long)reader.Number();
        string[] ports = new string[Count(ref reader)];
        for (int i = 0; i < ports.Length; i++) ports[i] = Text(ref reader, known);
        var properties = new TrackedProperty[Count(ref reader)];
        for (int i = 0; i < properties.Length; i++)
        {
            string ns = Text(ref reader, known);
            string name = Text(ref reader, known);
            properties[i] = new TrackedProperty($"{ns}#{name}", reader.Text());
        }

        return e with { MessageType = type, Bytes = bytes, RoutedTo = ports, Properties = properties };
    }

    // What is damaged must not ask for memory without end.
    private static int Count(ref ByteReader reader)
    {
        const int Max = 1 << 20;
        int count = reader.Int();
        return count <= Max ? count : throw new InvalidDataException($"A track has {count} entries in one event.");
    }

    private static string? TextOrNull(ref ByteReader reader, Known known)
    {
        string text = Text(ref reader, known);
        return text.Length == 0 ? null : text;
    }

    private static string Text(ref ByteReader reader, Known known)
    {
        int index = reader.Int();
        if (index == 0) return "";
        if (index > 1)
            return index - 2 < known.Texts.Count
                ? known.Texts[index - 2]
                : throw new InvalidDataException($"A track names text {index - 2} of {known.Texts.Count}.");
        string text = reader.Text();
        known.Texts.Add(text);
        return text;
    }

    /// <summary>What earlier events have said.</summary>
    private sealed class Known
    {
        public List<string> Texts { get; } = [];

        public long Time { get; set; }

        public Guid InterchangeId { get; set; }
    }
}
