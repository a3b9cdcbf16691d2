using System.Net.Http.Headers;
using Viaduct.Adapters.Http.Sending;
using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>The options of an HTTP send port.</summary>
public sealed record HttpSendOptions
{
    /// <summary>Where requests go. Properties stand in braces, and are percent-encoded.</summary>
    [Option("Where requests go. A property in braces, as {BTS.MessageID}, stands for its value, percent-encoded; in "
        + "path and query only.", Example = "https://erp.example/orders", HoldsProperties = true)]
    public required string Url { get; init; }

    /// <summary>The method. Default <c>post</c>.</summary>
    [Option("The method.")]
    public HttpMethodKind Method { get; init; }

    /// <summary>
    /// The header <c>Content-Type</c>. Default: what the message states, else <c>application/octet-stream</c>.
    /// </summary>
    [Option("The header Content-Type; what the message states if it is not given, else application/octet-stream.",
        Example = "text/xml; charset=utf-8")]
    public string? ContentType { get; init; }

    /// <summary>Further headers. Default: none.</summary>
    [Option("Further headers, at most 50.")]
    public IReadOnlyList<HttpHeaderOptions> Headers { get; init; } = [];

    /// <summary>
    /// True to send the transmission's key, the same for every attempt, so that the far side can drop repeats. Default
    /// true.
    /// </summary>
    [Option("Whether the transmission's key, the same for every attempt, is sent, so that the far side can drop "
        + "repeats.")]
    public bool IdempotencyKey { get; init; } = true;

    /// <summary>The header of the key. Default <c>Idempotency-Key</c>.</summary>
    [Option("The header of the key.")]
    public string IdempotencyHeader { get; init; } = "Idempotency-Key";

    /// <summary>The most requests at once. Default 64.</summary>
    [Option("The most requests at once, and connections to the far side.", Min = "1", Max = "1000")]
    public int Requests { get; init; } = 64;

    /// <summary>How long connecting may take, with TLS. Default 10 s.</summary>
    [Option("How long connecting may take, with TLS.", Min = "100ms", Max = "10m")]
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take until its answer is here. Default 100 s.</summary>
    [Option("How long a request may take, from its begin until its whole answer is here.", Min = "100ms", Max = "24h")]
    public TimeSpan ResponseTime { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The largest response in bytes, at a two-way port; the group's limit of bodies holds as well. Default 64 MB.
    /// </summary>
    [Option("The largest response of a two-way port; a larger one suspends the message. What does not fit into memory "
        + "streams into the store.", Bytes = true, Min = "1KB", Max = "1024GB")]
    public long ResponseBytes { get; init; } = 64L << 20;

    /// <summary>How often a redirection with status 307 or 308 is followed. Default 0.</summary>
    [Option("How often a redirection with status 307 or 308 is followed; others never are, since they drop the body.",
        Min = "0", Max = "10")]
    public int Redirects { get; init; }

    /// <summary>The longest time that a header <c>Retry-After</c> is obeyed. Default 1 h.</summary>
    [Option("The longest time that a Retry-After is obeyed; a longer one counts as this.", Min = "0s", Max = "30d")]
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Further status codes that are tried again. Default: none.</summary>
    [Option("Status codes that are tried again, beside 408, 425, 429 and 5xx.", Example = "[ 409 ]")]
    public IReadOnlyList<int> Transient { get; init; } = [];

    /// <summary>Status codes that suspend at once, though they would be tried again. Default: none.</summary>
    [Option("Status codes that suspend at once, though they would be tried again.", Example = "[ 501 ]")]
    public IReadOnlyList<int> Permanent { get; init; } = [];

    /// <summary>How the port makes itself known. Default: not at all.</summary>
    [Option("How the port makes itself known.")]
    public HttpSendAuthOptions Auth { get; init; } = new();

    /// <summary>How the port uses TLS.</summary>
    [Option("How the port uses TLS.")]
    public HttpSendTlsOptions Tls { get; init; } = new();

    /// <summary>The proxy. Default: none.</summary>
    [Option("The proxy.")]
    public HttpProxyOptions Proxy { get; init; } = new();

    internal void Validate(ICollection<string> errors)
    {
        if (UrlTemplate.Parse(Url).Mistake is { } mistake) errors.Add(mistake);
        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
            errors.Add($"contentType is {Text.Shown(ContentType)}; write a media type as text/xml; charset=utf-8.");
        if (!HeaderNames.IsName(IdempotencyHeader) || HeaderNames.IsOwn(IdempotencyHeader))
            errors.Add($"idempotencyHeader is {Text.Shown(IdempotencyHeader)}, which cannot be used.");
        if (Headers.Count > 50) errors.Add($"headers has {Headers.Count} headers, and may have 50.");
        foreach (var header in Headers) Validate(header, errors);
        foreach (int status in Transient.Concat(Permanent).Where(s => s is < 300 or > 599))
            errors.Add($"transient and permanent have status codes from 300 to 599; {status} is none.");
        foreach (int status in Transient.Intersect(Permanent))
            errors.Add($"transient and permanent both have {status}.");
        Auth.Validate(errors);
        if (Proxy.Url is not null
            && !(Uri.TryCreate(Proxy.Url, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https"))
            errors.Add($"proxy has the url {Text.Shown(Proxy.Url)}; write it as http://proxy.example:3128.");
        if (Tls.Key is not null && Tls.Certificate is null) errors.Add("tls has a key without a certificate.");
    }

    internal IEnumerable<string> Warnings()
    {
        bool isClear = Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (isClear && Auth.Kind != HttpSendAuthKind.None && !new Uri(UrlTemplate.Parse(Url).Template!.Host).IsLoopback)
            yield return "auth sends its secrets in clear text over http; use https.";
        if (isClear && (Tls.Certificate ?? Tls.Authorities) is not null)
            yield return "tls is without effect: url says http.";
        foreach (string? file in new[] { Tls.Authorities, Tls.Certificate, Tls.Key })
            if (file is not null && !Path.IsPathRooted(file))
                yield return $"tls has the relative path {Text.Shown(file)}, which is relative to wherever the server "
                    + "is started.";
    }

    private void Validate(HttpHeaderOptions header, ICollection<string> errors)
    {
        if (!HeaderNames.IsName(header.Name))
            errors.Add($"headers has {Text.Shown(header.Name)}, which is not the name of a header.");
        else if (HeaderNames.IsOwn(header.Name))
            errors.Add($"headers has {header.Name}, which is set by another option or by the connection itself.");
        else if (IdempotencyKey && string.Equals(header.Name, IdempotencyHeader, StringComparison.OrdinalIgnoreCase))
            errors.Add($"headers has {header.Name}, which carries the idempotency key.");
        if (TextTemplate.Parse(header.Value).Mistake is { } mistake)
            errors.Add($"headers has {Text.Shown(header.Name)} with a value that {mistake}");
    }
}
