using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>Reads messages as they were where their bodies were tracked.</summary>
/// <param name="store">The store, opened.</param>
public sealed class TrackedMessages(IStore store)
{
    // More than any commit holds: what asks for more is no place that an event gave.
    private const int RecordBytesMax = 256 << 20;

    /// <summary>
    /// The message that an event names, or null if it is gone. Its bodies in chunks can go while they are read, which
    /// is an <see cref="IOException"/> of their streams.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public Task<Message?> ReadAsync(TrackedPlace place, CancellationToken cancellationToken) =>
        ReadAsync(place, CopyOf, cancellationToken);

    // What is named holds the bytes itself: nothing is followed further.
    private CopiedBody CopyOf(BodyCopy copy, long length)
    {
        var place = new TrackedPlace(copy.Retention, copy.Lane, copy.Sequence, copy.Offset, copy.Length);
        return new CopiedBody(token => ReadAsync(place, null, token), length);
    }

    private async Task<Message?> ReadAsync(
        TrackedPlace place, Func<BodyCopy, long, Body>? copyOf, CancellationToken cancellationToken)
    {
        bool isPossible = place is { Retention: >= 0 and < TrackingRules.ClassesMax, Lane: > 0, Sequence: > 0 }
            && place is { Offset: >= 0, Length: > 0 and <= RecordBytesMax };
        if (!isPossible) return null;
        byte[]? record = await store.Tracking.ReadBodiesAsync(place, cancellationToken);
        if (record?.Length != place.Length) return null;
        try
        {
            return MessageRecordCodec.Read(
                record, (id, length) => new StoredBody(store.Bodies, id, length, isNew: false), copyOf);
        }
        catch (InvalidDataException)
        {
            // The place is not one that an event gave.
            return null;
        }
    }
}
