namespace Viaduct.Core.Messages;

/// <summary>An immutable message: parts and context. All subscribers of a message share one stored copy.</summary>
public sealed class Message
{
    /// <summary>Builds a message.</summary>
    /// <param name="id">The message's id, unique in the group.</param>
    /// <param name="interchangeId">The id that all messages of one source item share.</param>
    /// <param name="context">The properties.</param>
    /// <param name="parts">At least the body part.</param>
    public Message(Guid id, Guid interchangeId, MessageContext context, IReadOnlyList<MessagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        (Id, InterchangeId, Context, Parts) = (id, interchangeId, context, parts);
    }

    /// <summary>The message's id (version 7: sorts by the time of receipt).</summary>
    public Guid Id { get; }

    /// <summary>The id that all messages of one source item share.</summary>
    public Guid InterchangeId { get; }

    /// <summary>The properties.</summary>
    public MessageContext Context { get; }

    /// <summary>The parts; the first is the body.</summary>
    public IReadOnlyList<MessagePart> Parts { get; }

    /// <summary>The body part.</summary>
    public MessagePart Body => Parts[0];
}
