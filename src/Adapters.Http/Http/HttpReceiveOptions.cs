using System.Net.Http.Headers;
using Viaduct.Adapters.Http.Listening;
using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>The options of an HTTP receive location.</summary>
public sealed record HttpReceiveOptions
{
    /// <summary>The methods that a location may take.</summary>
    internal static readonly string[] MethodsMax = ["POST", "PUT", "PATCH", "DELETE", "GET"];

    /// <summary>
    /// Where requests come in: scheme, address, port and path. The address is <c>*</c> for all of the machine's,
    /// <c>localhost</c>, or one IP address. Locations with the same address and port share a listener.
    /// </summary>
    [Option("Where requests come in: scheme, address, port and path. The address is * for all of the machine's, "
        + "localhost, or one IP address. Locations with the same address and port share a listener.",
        Example = "http://*:8080/orders")]
    public required string Url { get; init; }

    /// <summary>True to take requests to paths below as well; the longest path wins. Default false.</summary>
    [Option("Take requests to paths below as well; the longest path of a location wins.")]
    public bool SubPaths { get; init; }

    /// <summary>The methods that are taken. Default <c>POST</c> alone.</summary>
    [Option("The methods that are taken, of POST, PUT, PATCH, DELETE and GET; POST alone if none is given.",
        Example = "[ POST, PUT ]")]
    public IReadOnlyList<string> Methods { get; init; } = ["POST"];

    /// <summary>The media types that are taken, as <c>text/xml</c> or <c>application/*</c>. Default: any.</summary>
    [Option("The media types that are taken, as text/xml or application/*; any if none is given.",
        Example = "[ application/json, text/xml ]")]
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>The headers that are taken into the context. Default: none.</summary>
    [Option("The headers that are taken into the context, as properties of the namespace urn:viaduct:http-headers; "
        + "at most 50.", Example = "[ X-Order-Id ]")]
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The largest body in bytes; a larger one is answered with 413. Default 64 MB.</summary>
    [Option("The largest body; a larger one is answered with 413.", Bytes = true, Min = "1KB", Max = "1024GB")]
    public long BodyBytes { get; init; } = 64L << 20;

    /// <summary>How long a body may take to arrive; then 408. Default 5 min.</summary>
    [Option("How long a body may take to arrive; then 408 is answered.", Min = "1s", Max = "24h")]
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The slowest rate of a body in bytes per second, after the first 5 s; then 408. Default 240.</summary>
    [Option("The slowest rate of a body in bytes per second, after its first 5 s; then 408 is answered.", Min = "1",
        Max = "1000000000")]
    public int BytesPerSecond { get; init; } = 240;

    /// <summary>The most requests at once; more are answered with 503. Default 256.</summary>
    [Option("The most requests that are worked at once; more are answered with 503.", Min = "1", Max = "10000")]
    public int Requests { get; init; } = 256;

    /// <summary>The most bodies at once that do not fit into memory; others wait their turn. Default 16.</summary>
    [Option("The most bodies at once that are too large for memory and stream into the store; further ones wait.",
        Min = "1", Max = "1000")]
    public int LargeBodies { get; init; } = 16;

    /// <summary>How long a request waits for its commit; then 503. Default 10 s.</summary>
    [Option("How long a request waits for its commit; then it is taken back and answered with 503.", Min = "100ms",
        Max = "10m")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a 503 asks the caller to wait. Default 2 s.</summary>
    [Option("What a 503 asks the caller to wait before it tries again.", Min = "1s", Max = "1h")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>False to ignore the header <c>Idempotency-Key</c>. Default true.</summary>
    [Option("Whether the header Idempotency-Key is obeyed: a repeat gets the first answer and is taken in once.")]
    public bool IdempotencyKeys { get; init; } = true;

    /// <summary>Who may send. Default: everybody.</summary>
    [Option("Who may send; everybody if it is not given.")]
    public HttpReceiveAuthOptions Auth { get; init; } = new();

    /// <summary>What belongs to the listener; the same for all locations that share it.</summary>
    [Option("What belongs to the listener; the same for all locations that share it.")]
    public HttpListenerOptions Listener { get; init; } = new();

    /// <summary>The address, taken apart; of options without mistakes.</summary>
    internal ListenPlace Place => ListenPlace.Parse(Url, SubPaths).Place!;

    internal void Validate(ICollection<string> errors)
    {
        var (place, mistake) = ListenPlace.Parse(Url, SubPaths);
        if (mistake is not null) errors.Add(mistake);
        foreach (string method in Methods.Where(m => !MethodsMax.Contains(m, StringComparer.Ordinal)))
            errors.Add($"methods has {Text.Shown(method)}, and may have {string.Join(", ", MethodsMax)}.");
        foreach (string type in ContentTypes.Where(t => !MediaTypeHeaderValue.TryParse(t, out _)))
            errors.Add($"contentTypes has {Text.Shown(type)}; write a media type as text/xml or application/*.");
        if (Headers.Count > 50) errors.Add($"headers has {Headers.Count} names, and may have 50.");
        foreach (string name in Headers.Where(name => !HeaderNames.IsName(name)))
            errors.Add($"headers has {Text.Shown(name)}, which is not the name of a header.");
        Auth.Validate(place, errors);
        Listener.Validate(place, errors);
    }

    internal IEnumerable<string> Warnings()
    {
        if (Auth.Kind == HttpAuthKind.None && !Place.Point.IsLoopback)
            yield return "auth is not given: whoever reaches the address may send.";
        if (Auth.Kind is HttpAuthKind.ApiKey or HttpAuthKind.Basic && !Place.Point.IsSecure && !Place.Point.IsLoopback)
            yield return "auth sends its secrets in clear text over http; use https, or a balancer that does.";
        foreach (string file in Listener.RelativeFiles())
            yield return $"listener has the relative path {Text.Shown(file)}, which is relative to wherever the server "
                + "is started.";
    }
}
