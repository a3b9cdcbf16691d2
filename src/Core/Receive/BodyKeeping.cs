using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>Makes bodies fit for the message box: in memory if small, else in the store.</summary>
internal static class BodyKeeping
{
    private const int CopyBytes = 128 << 10;

    /// <summary>The same bytes as a body that a message record can hold.</summary>
    /// <exception cref="BodyTooLargeException">The body exceeds the limit.</exception>
    public static ValueTask<Body> KeepAsync(Body body, PipelineContext context, CancellationToken cancellationToken) =>
        body is IStoredBody || (body.TryGetBytes(out var bytes) && bytes.Length <= context.Limits.InlineBytes)
            ? new ValueTask<Body>(body)
            : CopyAsync(body, context, cancellationToken);

    private static async ValueTask<Body> CopyAsync(
        Body body, PipelineContext context, CancellationToken cancellationToken)
    {
        await using var writer = context.CreateBody();
        await using var source = await body.OpenAsync(cancellationToken);
        await source.CopyToAsync(writer.Stream, CopyBytes, cancellationToken);
        return await writer.CompleteAsync(cancellationToken);
    }
}
