using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Store;

/// <summary>Makes open items of messages.</summary>
internal static class OpenItems
{
    /// <summary>A suspended item that owns the message.</summary>
    public static OpenItemRow Suspended(
        OpenItemKind kind, string port, Message message, string? messageType, Failure failure, DateTimeOffset now) =>
        Of(kind, SuspendedStateOf(message.Context), port, message, messageType, failure, now);

    /// <summary>
    /// How a message that failed is suspended: whoever waits for the response to a request is told that it failed, so
    /// it must not succeed later.
    /// </summary>
    public static OpenItemState SuspendedStateOf(MessageContext context) =>
        CorrelationToken.Of(context) is null ? OpenItemState.Suspended : OpenItemState.SuspendedNotResumable;

    /// <summary>An item that owns the message.</summary>
    public static OpenItemRow Of(
        OpenItemKind kind, OpenItemState state, string port, Message message, string? messageType, Failure? failure,
        DateTimeOffset now)
    {
        var writer = new ByteWriter(1024);
        MessageRecordCodec.Write(writer, message);
        return new OpenItemRow
        {
            Id = Ids.Create(now), Kind = kind, State = state, Reader = 0, Port = port,
            MessageId = message.Id, InterchangeId = message.InterchangeId, MessageType = messageType,
            FailureCode = failure?.Code, FailureText = failure?.ToString(), Record = writer.Written,
            BodyIds = StoredBodies.Of(message),
        };
    }
}
