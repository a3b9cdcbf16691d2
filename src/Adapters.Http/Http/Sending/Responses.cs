using Viaduct.Adapters.Http.Receiving;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>Makes a source item of what a far side has answered.</summary>
internal static class Responses
{
    /// <summary>Reads a response; null if it is too large.</summary>
    public static async ValueTask<SourceItem?> ReadAsync(
        HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        if (headers.ContentLength > bytesMax) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var copy = new MemoryStream((int)(headers.ContentLength ?? 0));
        byte[] buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (copy.Length + count > bytesMax) return null;
            copy.Write(buffer, 0, count);
        }

        string? type = headers.TryGetValues("Content-Type", out var types) ? Text.Clean(types.First(), 500) : null;
        var item = new SourceItem { Body = Body.From(copy.ToArray()), ContentType = type };
        item.Context.Promote(HttpProperties.StatusCode, PropertyValue.From((decimal)(int)response.StatusCode));
        if (MediaTypes.Plain(type) is { Length: <= 200 } plain)
            item.Context.Promote(HttpProperties.ContentType, PropertyValue.From(plain));
        return item;
    }
}
