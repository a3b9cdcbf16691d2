using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>Passes over a track for its ids and times alone, without making events or texts.</summary>
internal static class TrackScan
{
    /// <summary>Visits every event.</summary>
    public static void Read(ReadOnlySpan<byte> blob, Action<Guid, Guid, DateTimeOffset> visit)
    {
        if (blob.IsEmpty) return;
        var reader = new ByteReader(blob);
        reader.Byte();
        long time = 0;
        while (!reader.AtEnd)
        {
            var kind = (TrackEventKind)(reader.Byte() & ~TrackWriter.MappedFlag);
            time += reader.Signed();
            var messageId = reader.Guid();
            var interchangeId = kind == TrackEventKind.Sent ? Guid.Empty : reader.Guid();
            visit(messageId, interchangeId, new DateTimeOffset(time * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));
            Skip(ref reader, kind);
        }
    }

    private static void Skip(ref ByteReader reader, TrackEventKind kind)
    {
        Text(ref reader);
        if (kind == TrackEventKind.Sent) return;
        Text(ref reader);
        if (kind == TrackEventKind.Published)
        {
            reader.Number();
            for (int ports = reader.Int(); ports > 0; ports--) Text(ref reader);
            return;
        }

        Text(ref reader);
        Text(ref reader);
    }

    private static void Text(ref ByteReader reader)
    {
        if (reader.Number() == 1) reader.Block();
    }
}
