using System.Text;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>What a row's index must hold for one of its events to fit a filter.</summary>
internal sealed class TrackIndex
{
    private readonly List<uint> _wanted = [];

    public TrackIndex(TrackingFilter filter)
    {
        if (filter.MessageId is { } message) _wanted.Add(TrackHash.Of(message));
        if (filter.InterchangeId is { } interchange && interchange != Guid.Empty)
            _wanted.Add(TrackHash.Of(interchange));
        if (filter.Port is { } port) _wanted.Add(TrackHash.OfPort(TrackHash.Of(Bytes(port))));
        if (filter.Property is { } property) Add(property);
    }

    /// <summary>True if indexes say nothing about the filter: every row may fit.</summary>
    public bool IsEmpty => _wanted.Count == 0;

    /// <summary>False if certainly no event of the row fits.</summary>
    public bool MayFit(TrackingRow row)
    {
        foreach (uint hash in _wanted)
            if (!TrackingBatch.MayHold(row, hash)) return false;
        return true;
    }

    private void Add(PropertyWanted property)
    {
        uint name = TrackHash.Of(Bytes(property.Name));
        byte[] value = Bytes(TrackedProperty.Cut(property.Value));
        if (!property.IsPrefix)
        {
            _wanted.Add(TrackHash.OfValue(name, value));
            return;
        }

        foreach (int length in TrackHash.PrefixBytes)
            if (value.Length >= length) _wanted.Add(TrackHash.OfPrefix(name, value.AsSpan(0, length)));
    }

    // As ByteWriter writes it: half a character becomes U+FFFD.
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
