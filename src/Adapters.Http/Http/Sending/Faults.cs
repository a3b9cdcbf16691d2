namespace Viaduct.Adapters.Http.Sending;

/// <summary>What went wrong on the way to the far side, in words.</summary>
internal static class Faults
{
    /// <summary>Says it, with the cause behind it.</summary>
    public static string Of(Exception e)
    {
        string kind = (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "its name is not known to the DNS",
            HttpRequestError.ConnectionError => "it could not be connected",
            HttpRequestError.SecureConnectionError => "TLS could not be agreed on",
            HttpRequestError.ProxyTunnelError => "the proxy refused",
            HttpRequestError.ResponseEnded => "the connection ended before the answer",
            HttpRequestError.InvalidResponse => "its answer is not one of HTTP",
            HttpRequestError.ConfigurationLimitExceeded => "its answer exceeds a limit",
            _ => "the connection failed",
        };
        var cause = e;
        while (cause.InnerException is { } inner) cause = inner;
        return $"{kind} ({Text.Clean(cause.Message, 300)})";
    }
}
