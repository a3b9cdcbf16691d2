using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>
/// The track of one commit: the blobs of <see cref="TrackWriter"/>, one for each retention class that has events in
/// it.
/// </summary>
internal static class TrackSections
{
    /// <summary>Appends the blob of a class.</summary>
    public static void Write(ByteWriter writer, int retention, ReadOnlySpan<byte> blob)
    {
        writer.Number(retention);
        writer.Block(blob);
    }

    /// <summary>The blobs with their classes; they share the track's memory.</summary>
    /// <exception cref="InvalidDataException">The track is damaged.</exception>
    public static List<(int Retention, ReadOnlyMemory<byte> Blob)> Read(ReadOnlyMemory<byte> track)
    {
        var sections = new List<(int, ReadOnlyMemory<byte>)>(1);
        var reader = new ByteReader(track.Span);
        while (!reader.AtEnd)
        {
            int retention = reader.Int();
            int length = reader.Int();
            int offset = reader.Offset;
            reader.Skip(length);
            sections.Add((retention, track.Slice(offset, length)));
        }

        return sections;
    }
}
