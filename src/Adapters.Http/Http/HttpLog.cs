using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Http;

/// <summary>What the HTTP adapter logs. The numbers are stable; texts from outside arrive cleaned.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(4501, LogLevel.Information, "Listening at {Point}.")]
    public static partial void Listening(this ILogger log, string point);

    [LoggerMessage(4502, LogLevel.Information, "No longer listening at {Point}.")]
    public static partial void ListeningEnded(this ILogger log, string point);

    [LoggerMessage(4503, LogLevel.Error,
        "Location {Location}: cannot listen at {Place} ({Reason}). It is tried again; free the port, or correct the "
        + "location's options.")]
    public static partial void CannotListen(this ILogger log, string location, string place, string reason);

    [LoggerMessage(4504, LogLevel.Information, "Location {Location}: takes requests at {Place}.")]
    public static partial void Takes(this ILogger log, string location, string place);

    [LoggerMessage(4505, LogLevel.Debug, "Location {Location}: the request was refused with {Status}: {Reason}")]
    public static partial void Refused(this ILogger log, string location, int status, string reason);

    [LoggerMessage(4506, LogLevel.Error, "Location {Location}: a request met a defect; it was not taken in.")]
    public static partial void Defect(this ILogger log, Exception exception, string location);

    [LoggerMessage(4507, LogLevel.Warning,
        "Location {Location}: more requests than {Requests} at once are answered with 503; raise 'requests' if the "
        + "machine can do more.")]
    public static partial void Full(this ILogger log, string location, int requests);

    [LoggerMessage(4508, LogLevel.Warning,
        "Location {Location}: the store is away or behind; requests are answered with 503 and Retry-After.")]
    public static partial void StoreBehind(this ILogger log, string location);

    [LoggerMessage(4509, LogLevel.Information, "The certificate {File} was renewed; it is good until {Until:u}.")]
    public static partial void CertificateRenewed(this ILogger log, string file, DateTime until);

    [LoggerMessage(4510, LogLevel.Error,
        "The changed certificate {File} cannot be used, so the one before stays: {Reason}")]
    public static partial void CertificateStays(this ILogger log, string file, string reason);

    [LoggerMessage(4511, LogLevel.Warning,
        "Location {Location}: a request has waited {Time} for its commit and is answered with 503 while the outcome is "
        + "unknown.")]
    public static partial void OutcomeUnknown(this ILogger log, string location, TimeSpan time);

    [LoggerMessage(4512, LogLevel.Error, "Location {Location}: listening met a defect; it is tried again.")]
    public static partial void JoinFailed(this ILogger log, Exception exception, string location);

    [LoggerMessage(4513, LogLevel.Information, "Listening at {Point} goes on with other options.")]
    public static partial void ListenerChanged(this ILogger log, string point);

    [LoggerMessage(4514, LogLevel.Information,
        "Location {Location}: the store answers again; requests are taken.")]
    public static partial void StoreBack(this ILogger log, string location);

    [LoggerMessage(4521, LogLevel.Information, "Port {Port}: has a new access token, good for {Time}.")]
    public static partial void TokenRenewed(this ILogger log, string port, TimeSpan time);
}
