using Viaduct.Core.Messages;

namespace Viaduct.Core.Pipelines;

/// <summary>
/// A message on its way through a pipeline. Components replace the body and add properties; they never change the
/// bytes of a body that is already there. Owned by one pipeline run, not thread-safe.
/// </summary>
public sealed class PipelineMessage
{
    /// <summary>A message with a body and the properties that the adapter set.</summary>
    public PipelineMessage(Body body, MessageContextBuilder context, string? contentType = null)
    {
        (Body, Context, ContentType) = (body, context, contentType);
    }

    /// <summary>The body part's bytes.</summary>
    public Body Body { get; set; }

    /// <summary>The body part's media type, or null if unknown.</summary>
    public string? ContentType { get; set; }

    /// <summary>The properties.</summary>
    public MessageContextBuilder Context { get; }

    /// <summary>The parts other than the body; usually none.</summary>
    public IReadOnlyList<MessagePart> OtherParts { get; set; } = [];
}
