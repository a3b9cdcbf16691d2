using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>Makes the bodies of what is transmitted fit to be tracked: in memory if small, else in the store.</summary>
internal static class SentBodies
{
    /// <summary>True if a record can hold all of them.</summary>
    public static bool AreKept(Message message, PipelineLimits limits)
    {
        for (int i = 0; i < message.Parts.Count; i++)
            if (!IsKept(message.Parts[i].Body, limits)) return false;
        return true;
    }

    /// <summary>The same message with bodies that a record can hold.</summary>
    /// <exception cref="IOException">A body cannot be read now.</exception>
    /// <exception cref="StoreUnavailableException">A body cannot be stored now.</exception>
    public static async ValueTask<Message> KeepAsync(
        Message message, PipelineContext context, CancellationToken cancellationToken)
    {
        if (AreKept(message, context.Limits)) return message;
        var parts = new MessagePart[message.Parts.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            var part = message.Parts[i];
            parts[i] = IsKept(part.Body, context.Limits)
                ? part
                : part with { Body = await StoreAsync(part.Body, context, cancellationToken) };
        }

        return new Message(message.Id, message.InterchangeId, message.Context, parts);
    }

    /// <summary>What was put beside the log for a message is published with an entry.</summary>
    public static void Take(CommitEntry entry, Message message)
    {
        for (int i = 0; i < message.Parts.Count; i++)
            if (message.Parts[i].Body is IStoredBody stored && stored.TryTake())
                (entry.Bodies ??= []).Add(stored.BodyId);
    }

    private static bool IsKept(Body body, PipelineLimits limits) =>
        body is IStoredBody || (body.TryGetBytes(out var bytes) && bytes.Length <= limits.InlineBytes);

    private static async ValueTask<Body> StoreAsync(
        Body body, PipelineContext context, CancellationToken cancellationToken)
    {
        await using var writer = context.CreateBody();
        await using var source = await body.OpenAsync(cancellationToken);
        await source.CopyToAsync(writer.Stream, cancellationToken);
        return await writer.CompleteAsync(cancellationToken);
    }
}
