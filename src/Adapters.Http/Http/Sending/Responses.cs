using System.Buffers;
using Viaduct.Adapters.Http.Receiving;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>Makes a source item of what a far side has answered.</summary>
internal static class Responses
{
    private const int CopyBytes = 64 << 10;

    /// <summary>Reads a response: a small one into memory, a larger one as a stream into the store.</summary>
    public static async ValueTask<Outcome> ReadAsync(
        Uri url, HttpResponseMessage response, long bytesMax, SenderContext context,
        CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        if (headers.ContentLength > bytesMax) return Outcome.TooLarge(url, bytesMax, "responseBytes of the port");
        Body? body;
        try
        {
            body = await BodyOf(response, bytesMax, context, cancellationToken);
        }
        catch (BodyTooLargeException e)
        {
            return Outcome.TooLarge(url, e.Limit, "limits.bodyBytes of the group");
        }
        catch (StoreUnavailableException e)
        {
            return Outcome.Unstored(url, e.Message);
        }

        if (body is null) return Outcome.TooLarge(url, bytesMax, "responseBytes of the port");
        string? type = headers.TryGetValues("Content-Type", out var types) ? Text.Clean(types.First(), 500) : null;
        var item = new SourceItem { Body = body, ContentType = type };
        item.Context.Promote(HttpProperties.StatusCode, PropertyValue.From((decimal)(int)response.StatusCode));
        if (MediaTypes.Plain(type) is { Length: <= 200 } plain)
            item.Context.Promote(HttpProperties.ContentType, PropertyValue.From(plain));
        return new Outcome(Failure: null, Response: item);
    }

    private static async ValueTask<Body?> BodyOf(
        HttpResponseMessage response, long bytesMax, SenderContext context, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var writer = context.CreateBody();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (long total = 0; await stream.ReadAsync(buffer, cancellationToken) is var count and > 0;)
            {
                total += count;
                if (total > bytesMax) return null;
                await writer.Stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return await writer.CompleteAsync(cancellationToken);
    }
}
