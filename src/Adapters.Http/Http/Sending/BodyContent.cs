using System.Net;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>
/// A message's body as the content of a request: from memory, or as a stream of which little is in memory.
/// </summary>
internal sealed class BodyContent(Body body) : HttpContent
{
    private const int CopyBytes = 64 << 10;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (body.TryGetBytes(out var bytes))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        await using var source = await body.OpenAsync(cancellationToken);
        await source.CopyToAsync(stream, CopyBytes, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = body.Length ?? 0;
        return body.Length is not null;
    }
}
