using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>Makes the request of a message. Nothing in a message can end a header or lead to another host.</summary>
internal sealed class RequestBuilder
{
    private readonly HttpSendOptions _options;
    private readonly string _port;
    private readonly HttpMethod _method;
    private readonly UrlTemplate _url;
    private readonly (string Name, TextTemplate Value)[] _headers;
    private readonly AuthenticationHeaderValue? _authorization;

    public RequestBuilder(HttpSendOptions options, string port)
    {
        (_options, _port) = (options, port);
        _method = HttpMethod.Parse(options.Method.ToString().ToUpperInvariant());
        _url = UrlTemplate.Parse(options.Url).Template!;
        _headers = [.. options.Headers.Select(h => (h.Name, TextTemplate.Parse(h.Value).Template!))];
        _authorization = options.Auth.Kind switch
        {
            HttpSendAuthKind.Basic => new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Auth.User}:{options.Auth.Secret}"))),
            HttpSendAuthKind.Bearer => new AuthenticationHeaderValue("Bearer", options.Auth.Secret),
            _ => null,
        };
    }

    /// <summary>The method of every request.</summary>
    public string Method => _method.Method;

    /// <summary>The URL of a message, or why there is none.</summary>
    public (Uri? Url, Failure? Failure) UrlOf(Transmission transmission)
    {
        var (url, mistake) = _url.Fill(transmission.Message, _port);
        return mistake is null
            ? (url, null)
            : (null, new Failure(
                FailureCodes.TransmitRefused,
                $"There is no URL for the message: {mistake}. Change url of the port, or what sets the property, and "
                + "resume."));
    }

    /// <summary>A new request.</summary>
    /// <param name="transmission">What is sent.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="token">A fetched access token, or null.</param>
    /// <param name="withSecrets">False for another host than the port's own.</param>
    /// <param name="trace">The trace that it belongs to; null if to none.</param>
    public HttpRequestMessage Build(
        Transmission transmission, Uri url, string? token, bool withSecrets, ActivityContext? trace)
    {
        var message = transmission.Message;
        var request = new HttpRequestMessage(_method, url)
        {
            Version = System.Net.HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_options.Method is not (HttpMethodKind.Get or HttpMethodKind.Delete)) AddBody(request, message.Body);
        if (_options.IdempotencyKey)
            Add(request, _options.IdempotencyHeader, transmission.Key.ToString());
        foreach (var (name, value) in _headers)
        {
            string text = value.Fill(message, _port, static v => v, out string? missing);
            if (missing is null) Add(request, name, text);
        }

        if (trace is { } known) AddTrace(request, known);
        if (withSecrets)
            request.Headers.Authorization = token is null
                ? _authorization
                : new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private void AddBody(HttpRequestMessage request, MessagePart part)
    {
        request.Content = new BodyContent(part.Body);
        string type = _options.ContentType ?? part.ContentType ?? "application/octet-stream";
        request.Content.Headers.TryAddWithoutValidation("Content-Type", HeaderNames.Value(type));
    }

    private static void AddTrace(HttpRequestMessage request, in ActivityContext trace)
    {
        Add(request, "traceparent", TraceHeaders.Parent(trace));
        if (trace.TraceState is { Length: > 0 } state) Add(request, "tracestate", state);
    }

    private static void Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.TryAddWithoutValidation(name, HeaderNames.Value(value));
}
