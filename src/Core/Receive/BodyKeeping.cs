using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>Makes bodies fit for the message box: in memory if small, else in the store.</summary>
internal static class BodyKeeping
{
    private const int CopyBytes = 128 << 10;

    /// <summary>
    /// The same bytes as a body that the record of a new message can hold. What another message has is copied.
    /// </summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public static ValueTask<Body> KeepAsync(Body body, PipelineContext context, CancellationToken cancellationToken) =>
        body is IStoredBody stored ? KeepAsync(body, stored, context, cancellationToken)
        : body.TryGetBytes(out var bytes) && bytes.Length <= context.Limits.InlineBytes ? new ValueTask<Body>(body)
        : CopyAsync(body, context, cancellationToken);

    /// <summary>The same parts with bodies that the record of a new message can hold.</summary>
    /// <exception cref="BodyTooLargeException">A body exceeds the limit.</exception>
    public static async ValueTask<IReadOnlyList<MessagePart>> KeepAsync(
        IReadOnlyList<MessagePart> parts, PipelineContext context, CancellationToken cancellationToken)
    {
        if (parts.Count == 0) return parts;
        var kept = new MessagePart[parts.Count];
        for (int i = 0; i < kept.Length; i++)
            kept[i] = parts[i] with { Body = await KeepAsync(parts[i].Body, context, cancellationToken) };
        return kept;
    }

    private static ValueTask<Body> KeepAsync(
        Body body, IStoredBody stored, PipelineContext context, CancellationToken cancellationToken) =>
        stored.TryTake() ? new ValueTask<Body>(body) : CopyAsync(body, context, cancellationToken);

    private static async ValueTask<Body> CopyAsync(
        Body body, PipelineContext context, CancellationToken cancellationToken)
    {
        await using var writer = context.CreateBody();
        await using var source = await body.OpenAsync(cancellationToken);
        await source.CopyToAsync(writer.Stream, CopyBytes, cancellationToken);
        var copy = await writer.CompleteAsync(cancellationToken);
        if (copy is IStoredBody stored) stored.TryTake();
        return copy;
    }
}
