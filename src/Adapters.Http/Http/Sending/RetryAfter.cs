using System.Net.Http.Headers;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>How long the far side asks not to be tried again.</summary>
internal static class RetryAfter
{
    /// <summary>Reads the header, as seconds or as a date, up to a limit; null if there is none.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now, TimeSpan max)
    {
        if (headers.RetryAfter is not { } header) return null;
        var wait = header.Delta ?? header.Date - now;
        if (wait is null || wait <= TimeSpan.Zero) return null;
        return wait < max ? wait : max;
    }
}
