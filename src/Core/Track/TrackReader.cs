using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>Reads what <see cref="TrackWriter"/> wrote.</summary>
internal static class TrackReader
{
    /// <summary>The events of one blob, in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged or of a newer version.</exception>
    public static List<TrackEvent> Read(ReadOnlySpan<byte> blob)
    {
        var events = new List<TrackEvent>();
        if (blob.IsEmpty) return events;
        var reader = new ByteReader(blob);
        byte version = reader.Byte();
        if (version != TrackWriter.Version)
            throw new InvalidDataException($"A track has version {version}; this program reads {TrackWriter.Version}.");
        var texts = new List<string>();
        long time = 0;
        while (!reader.AtEnd) events.Add(ReadEvent(ref reader, texts, ref time));
        return events;
    }

    private static TrackEvent ReadEvent(ref ByteReader reader, List<string> texts, ref long time)
    {
        byte head = reader.Byte();
        var kind = (TrackEventKind)(head & ~TrackWriter.MappedFlag);
        time += reader.Signed();
        var at = new DateTimeOffset(time * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        var messageId = reader.Guid();
        if (kind == TrackEventKind.Sent)
            return new TrackEvent { Kind = kind, At = at, MessageId = messageId, Port = Text(ref reader, texts) };
        var interchangeId = reader.Guid();
        string port = Text(ref reader, texts);
        string? type = TextOrNull(ref reader, texts);
        if (kind != TrackEventKind.Published)
            return new TrackEvent
            {
                Kind = kind, At = at, MessageId = messageId, InterchangeId = interchangeId, Port = port,
                MessageType = type,
                FailureCode = TextOrNull(ref reader, texts), FailureText = TextOrNull(ref reader, texts),
            };
        long bytes = (long)reader.Number();
        string[] ports = new string[reader.Int()];
        for (int i = 0; i < ports.Length; i++) ports[i] = Text(ref reader, texts);
        return new TrackEvent
        {
            Kind = kind, At = at, MessageId = messageId, InterchangeId = interchangeId, Port = port,
            MessageType = type, Bytes = bytes, RoutedTo = ports, Mapped = (head & TrackWriter.MappedFlag) != 0,
        };
    }

    private static string? TextOrNull(ref ByteReader reader, List<string> texts)
    {
        string text = Text(ref reader, texts);
        return text.Length == 0 ? null : text;
    }

    private static string Text(ref ByteReader reader, List<string> texts)
    {
        int index = reader.Int();
        if (index == 0) return "";
        if (index > 1)
            return index - 2 < texts.Count
                ? texts[index - 2]
                : throw new InvalidDataException($"A track names text {index - 2} of {texts.Count}.");
        string text = reader.Text();
        texts.Add(text);
        return text;
    }
}
