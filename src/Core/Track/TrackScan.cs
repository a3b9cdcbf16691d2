using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>
/// Passes over a blob for what its index needs: the span of its times, and the hashes of what it can be searched by,
/// without making events or texts. Used again for the next blob of a row. Not thread-safe.
/// </summary>
internal sealed class TrackScan
{
    private readonly List<uint> _texts = [];
    private Guid _interchangeId;

    /// <summary>The hashes so far, in no order, some of them several times.</summary>
    public List<uint> Hashes { get; } = [];

    /// <summary>The time of the earliest event, in microseconds since year 1.</summary>
    public long From { get; private set; } = long.MaxValue;

    /// <summary>The time of the latest event.</summary>
    public long To { get; private set; } = long.MinValue;

    /// <summary>Adds a blob.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged.</exception>
    public void Add(ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty) return;
        _texts.Clear();
        _interchangeId = Guid.Empty;
        var reader = new ByteReader(blob);
        reader.Byte();
        long time = 0;
        while (!reader.AtEnd)
        {
            byte head = reader.Byte();
            time += reader.Signed();
            From = Math.Min(From, time);
            To = Math.Max(To, time);
            Ids(ref reader, head);
            Skip(ref reader, (TrackEventKind)(head & TrackWriter.KindMask));
        }
    }

    private void Ids(ref ByteReader reader, byte head)
    {
        Hashes.Add(TrackHash.Of(reader.Guid()));
        if ((head & TrackWriter.SameInterchangeFlag) != 0) return;
        _interchangeId = reader.Guid();
        if (_interchangeId != Guid.Empty) Hashes.Add(TrackHash.Of(_interchangeId));
    }

    private void Skip(ref ByteReader reader, TrackEventKind kind)
    {
        Port(ref reader);
        switch (kind)
        {
            case TrackEventKind.Sent:
                break;
            case TrackEventKind.Body:
                reader.Byte();
                for (int i = 0; i < 4; i++) reader.Number();
                break;
            case TrackEventKind.Published:
                Text(ref reader);
                reader.Number();
                for (int ports = reader.Int(); ports > 0; ports--) Port(ref reader);
                for (int properties = reader.Int(); properties > 0; properties--) Property(ref reader);
                break;
            default:
                for (int i = 0; i < 3; i++) Text(ref reader);
                break;
        }
    }

    private void Port(ref ByteReader reader) => Hashes.Add(TrackHash.OfPort(Text(ref reader)));

    private void Property(ref ByteReader reader)
    {
        Text(ref reader);
        uint name = Text(ref reader);
        var value = reader.Block();
        Hashes.Add(TrackHash.OfValue(name, value));
        foreach (int length in TrackHash.PrefixBytes)
            if (value.Length >= length) Hashes.Add(TrackHash.OfPrefix(name, value[..length]));
    }

    /// <returns>The hash of the text.</returns>
    private uint Text(ref ByteReader reader)
    {
        int index = reader.Int();
        if (index == 0) return TrackHash.Of([]);
        if (index > 1)
            return index - 2 < _texts.Count
                ? _texts[index - 2]
                : throw new InvalidDataException($"A track names text {index - 2} of {_texts.Count}.");
        uint hash = TrackHash.Of(reader.Block());
        _texts.Add(hash);
        return hash;
    }
}
