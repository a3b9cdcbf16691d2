using System.Diagnostics;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>
/// The span of one request, within that of the transmission, by OpenTelemetry's conventions for HTTP. Of the address
/// only what is configured is told: path and query may hold what messages do.
/// </summary>
internal static class ClientSpan
{
    private const int FirstError = 400;

    private static readonly ActivitySource Source = new("Viaduct.Http");

    /// <summary>Begins it, if anybody wants it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">Where the request goes.</param>
    /// <param name="transmission">The trace of the transmission; null if it belongs to none.</param>
    /// <returns>Null if nobody does; a request that ends without an answer ends it as it is.</returns>
    public static Activity? Begin(string method, Uri url, ActivityContext? transmission)
    {
        // A trace that nobody records is passed on as it is.
        if (transmission is not { TraceFlags: ActivityTraceFlags.Recorded } parent) return null;
        if (!Source.HasListeners()) return null;
        var span = Source.StartActivity(method, ActivityKind.Client, parent);
        span?.SetTag("http.request.method", method);
        span?.SetTag("server.address", url.Host);
        span?.SetTag("server.port", url.Port);
        return span;
    }

    /// <summary>Says what was answered.</summary>
    public static void Answered(Activity? span, int status)
    {
        if (span is null) return;
        span.SetTag("http.response.status_code", status);
        if (status < FirstError) return;
        span.SetTag("error.type", status.ToString());
        span.SetStatus(ActivityStatusCode.Error);
    }
}
