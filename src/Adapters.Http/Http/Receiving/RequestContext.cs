using Microsoft.AspNetCore.Http;
using Viaduct.Core.Messages;
using Viaduct.Core.Telemetry;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>The properties of a message that came as a request.</summary>
internal sealed class RequestContext(HttpReceiveOptions options)
{
    // A longer promoted value would suspend the message, and anybody could send one.
    private const int PromotedMax = 1000;

    private readonly (string Name, PropertyKey Key)[] _headers =
        [.. options.Headers.Select(name => (name, HttpProperties.Header(name)))];

    private readonly Dictionary<string, PropertyValue> _methods =
        options.Methods.ToDictionary(m => m, PropertyValue.From, StringComparer.Ordinal);

    /// <summary>The context of a request.</summary>
    public MessageContextBuilder Of(HttpContext http, string caller, string? idempotencyKey, string? mediaType)
    {
        var request = http.Request;
        var context = new MessageContextBuilder().Promote(HttpProperties.Method, _methods[request.Method]);
        Add(context, HttpProperties.Path, request.Path.Value ?? "/");
        if (request.QueryString.Value is { Length: > 1 } query) Write(context, HttpProperties.Query, query[1..]);
        if (mediaType is not null) Add(context, HttpProperties.ContentType, mediaType);
        if (caller.Length > 0) Add(context, HttpProperties.Caller, caller);
        if (idempotencyKey is not null) Write(context, HttpProperties.IdempotencyKey, idempotencyKey);
        if (http.Connection.RemoteIpAddress is { } address)
            Write(context, HttpProperties.ClientAddress, address.ToString());
        AddTrace(context, request.Headers);
        foreach (var (name, key) in _headers)
            if (request.Headers.TryGetValue(name, out var values)) Add(context, key, values.ToString());
        return context;
    }

    // One that is given twice, or does not conform, counts for nothing.
    private static void AddTrace(MessageContextBuilder context, IHeaderDictionary headers)
    {
        if (headers.TraceParent is not [{ } parent]) return;
        if (TraceHeaders.Read(parent, headers.TraceState.ToString()) is { } trace) TraceHeaders.Write(context, trace);
    }

    private static void Add(MessageContextBuilder context, PropertyKey key, string value)
    {
        if (value.Length <= PromotedMax) context.Promote(key, PropertyValue.From(value));
        else Write(context, key, value);
    }

    private static void Write(MessageContextBuilder context, PropertyKey key, string value) =>
        context.Write(key, PropertyValue.From(value));
}
