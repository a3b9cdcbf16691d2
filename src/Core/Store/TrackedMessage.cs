using Viaduct.Core.Messages;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// A message whose bodies are tracked with the entry that it belongs to: encoded by whoever has it, so that the one
/// writer only copies bytes.
/// </summary>
internal sealed class TrackedMessage
{
    [ThreadStatic]
    private static ByteWriter? t_writer;

    private TrackedMessage(in TrackedBody body, TimeSpan keep) => (Body, Keep) = (body, keep);

    /// <summary>What the event says.</summary>
    public TrackedBody Body { get; }

    /// <summary>How long its class keeps it.</summary>
    public TimeSpan Keep { get; }

    /// <summary>The message; empty if it is <see cref="Same"/>.</summary>
    public ReadOnlyMemory<byte> Record { get; private init; }

    /// <summary>A publication of the same entry that has the same body, and stands for it.</summary>
    public Publication? Same { get; private init; }

    /// <summary>The bodies in chunks that it names.</summary>
    public IReadOnlyList<Guid> BodyIds { get; private init; } = [];

    /// <summary>The body whose bytes are in the record; null if they stand elsewhere.</summary>
    public Body? Written { get; private init; }

    /// <summary>A message as it is at a place. Bytes that were tracked a moment ago are named, not copied.</summary>
    public static TrackedMessage Of(
        Message message, string port, BodyPlace place, PortTracking tracking, DateTimeOffset now)
    {
        var copy = BodyCopy.Of(message, tracking.Retention, now);
        var writer = t_writer ??= new ByteWriter(4096);
        writer.Reset(keep: 1 << 20);
        MessageRecordCodec.Write(writer, message, copy);
        return new TrackedMessage(BodyOf(message, port, place, tracking), tracking.Keep)
        {
            Record = writer.ToArray(), BodyIds = StoredBodies.Of(message),
            Written = copy is null ? message.Body.Body : null,
        };
    }

    /// <summary>An interchange as it came in, of which a publication has the body.</summary>
    public static TrackedMessage SameAs(
        Publication publication, string port, BodyPlace place, PortTracking tracking)
    {
        var message = publication.Message;
        var body = BodyOf(message, port, place, tracking) with { MessageId = message.InterchangeId };
        return new TrackedMessage(in body, tracking.Keep) { Same = publication };
    }

    /// <summary>What an event says of a message at a place.</summary>
    public static TrackedBody BodyOf(Message message, string port, BodyPlace place, PortTracking tracking) => new(
        port, place, message.Id, message.InterchangeId, message.Body.Body.Length ?? 0, tracking.Retention);
}
