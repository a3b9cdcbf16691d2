using Microsoft.AspNetCore.Http;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>What can be said of a request before its body is read.</summary>
internal sealed class RequestCheck(HttpReceiveOptions options, ICallers callers)
{
    // Kestrel keeps the length that it ignores beside a transfer encoding under this name.
    private const string IgnoredLength = "X-Content-Length";

    private readonly HashSet<string> _methods = new(options.Methods, StringComparer.Ordinal);
    private readonly string _allow = string.Join(", ", options.Methods);
    private readonly MediaTypes _types = new(options.ContentTypes);

    /// <summary>Looks at it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who sends it; empty if callers are not recognised.</param>
    /// <returns>Why it is refused, or null.</returns>
    public Answer? Find(HttpContext http, out string caller)
    {
        var request = http.Request;
        caller = "";
        bool isChunked = request.Headers.TransferEncoding.Count > 0;
        if (isChunked && (request.ContentLength is not null || request.Headers.ContainsKey(IgnoredLength)))
            return Problems.Smuggled;
        if (!_methods.Contains(request.Method)) return Problems.Method(_allow);
        if (callers.Find(http) is not { } known) return Problems.Unknown with { Challenge = callers.Challenge };
        caller = known;
        if (request.ContentLength > options.BodyBytes) return Problems.TooLarge;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return Problems.Encoded;
        bool hasBody = isChunked || request.ContentLength > 0;
        return hasBody && !_types.Takes(MediaTypes.Plain(request.ContentType))
            ? Problems.MediaType(_types.Names)
            : null;
    }
}
