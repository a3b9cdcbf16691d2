using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Viaduct.Client;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>
/// Stands before every call: lets in who may come in, as many as may at once, and turns whatever goes wrong into a
/// problem document.
/// </summary>
internal sealed partial class ApiGuard : IDisposable
{
    // Beside the calls: who looks after the server must see it when it is busy, too.
    private const int ProbesMax = 8;
    private static readonly object Trusted = new();
    private const string Bearer = "Bearer ";
    private const int RetrySeconds = 1;

    private readonly AdminOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _calls;
    private readonly SemaphoreSlim _streams;
    private readonly SemaphoreSlim _probes = new(ProbesMax, ProbesMax);
    private readonly Limit _callLimit;
    private readonly Limit _streamLimit;
    private readonly byte[]? _token;

    /// <summary>Stands before the calls of a server.</summary>
    /// <param name="options">Whom it believes, and how many it lets in.</param>
    /// <param name="limits">Where that can be watched.</param>
    /// <param name="logger">Where it says what goes wrong.</param>
    public ApiGuard(AdminOptions options, LimitList limits, ILogger logger)
    {
        (_options, _logger) = (options, logger);
        _calls = new SemaphoreSlim(options.CallsMax, options.CallsMax);
        _streams = new SemaphoreSlim(options.StreamsMax, options.StreamsMax);
        _callLimit = limits.Add("admin.calls", "", options.CallsMax, () => options.CallsMax - _calls.CurrentCount);
        _streamLimit = limits.Add(
            "admin.streams", "", options.StreamsMax, () => options.StreamsMax - _streams.CurrentCount);
        _token = options.Token is { } token ? Digest(token) : null;
    }

    /// <summary>True if the caller has shown all that is demanded.</summary>
    public static bool IsTrusted(HttpContext http) => http.Items.ContainsKey(Trusted);

    /// <summary>Lets a call through to what does it.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="next">Does it.</param>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            var call = http.GetEndpoint()?.Metadata.GetMetadata<ApiCall>();
            Check(http, call);
            if (call is not null) CheckContent(http, call);
            await RunAsync(http, next, call);
            if (http.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound })
                throw Problems.Refuse(
                    ProblemCodes.NotFound,
                    "There is nothing at this path. /api/v1/openapi.json describes what there is.");
            if (http.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed })
                throw Problems.Refuse(
                    ProblemCodes.MethodNotAllowed, $"This path takes {http.Response.Headers.Allow}.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is nobody to answer.
        }
        catch (Exception e)
        {
            // The root of every call: whatever happens, the caller gets a document, never a stack trace.
            await AnswerAsync(http, ProblemOf(e, http));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _callLimit.Dispose();
        _streamLimit.Dispose();
        _calls.Dispose();
        _streams.Dispose();
        _probes.Dispose();
    }

    private void Check(HttpContext http, ApiCall? call)
    {
        try
        {
            CheckOrigin(http);
            CheckToken(http);
            http.Items[Trusted] = true;
        }
        catch (ViaductException) when (call is { IsProbe: true })
        {
            // Answered all the same, in less words.
            http.Response.Headers.Remove("WWW-Authenticate");
        }
    }

    private async Task RunAsync(HttpContext http, RequestDelegate next, ApiCall? call)
    {
        bool isStream = call is { IsStream: true };
        var room = call is { IsEarly: true } ? _probes : isStream ? _streams : _calls;
        if (!await room.WaitAsync(0, http.RequestAborted))
        {
            if (room != _probes) (isStream ? _streamLimit : _callLimit).Reached();
            throw Problems.Refuse(
                ProblemCodes.Busy, "The server works on as many calls as it may. Try again in a moment.");
        }

        try
        {
            await next(http);
        }
        finally
        {
            room.Release();
        }
    }

    // A page of another site must not be able to use the browser of somebody who may reach this address: neither by a
    // name of its own that it lets point here, nor by a request that the browser sends on its behalf.
    private void CheckOrigin(HttpContext http)
    {
        var host = http.Request.Host;
        if (!host.HasValue || !IsOwnName(host.Host))
            throw Problems.Refuse(
                ProblemCodes.Forbidden,
                "The header Host names another host than this server's. Use the address that the server says it "
                + "listens at, or a name in its certificate.");
        string origin = http.Request.Headers.Origin.ToString();
        string site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        bool isOwn = origin.Length == 0 || origin == $"{http.Request.Scheme}://{host.Value}";
        if (!isOwn || site is "cross-site" or "same-site")
            throw Problems.Refuse(
                ProblemCodes.Forbidden,
                "Pages of other sites may not call this server: call it from a program, or from a page that stands on "
                + "this server's own address.");
    }

    private bool IsOwnName(string host)
    {
        string name = host.Trim('[', ']');
        if (IPAddress.TryParse(name, out var address))
            return IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(_options.Address.Address);
        if (string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return _options.Certificate?.MatchesHostname(name) == true;
    }

    private void CheckToken(HttpContext http)
    {
        if (_token is null) return;
        string given = http.Request.Headers.Authorization.ToString();
        bool isToken = given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        // Digests have one length, so that the comparison takes one time.
        if (isToken && CryptographicOperations.FixedTimeEquals(_token, Digest(given[Bearer.Length..].Trim()))) return;
        http.Response.Headers.WWWAuthenticate = "Bearer";
        throw Problems.Refuse(
            ProblemCodes.Unauthorized,
            given.Length == 0
                ? "This server demands a token: send it in the header Authorization, as 'Bearer TOKEN'. The command "
                    + "line "
                    + "takes it from --token-file or VIADUCT_TOKEN."
                : "The token is not this server's.");
    }

    private void CheckContent(HttpContext http, ApiCall call)
    {
        if (!call.IsChange) return;
        string wanted = call.TakesPackage ? ApiCall.Archive : ApiCall.Json;
        string given = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!string.Equals(given, wanted, StringComparison.OrdinalIgnoreCase))
            throw Problems.Refuse(
                ProblemCodes.UnsupportedMediaType,
                $"The header Content-Type must be {wanted}, also where there is no body.");
        long max = call.TakesPackage ? Configuration.ConfigurationPackage.BytesMax : _options.BodyBytesMax;
        if (http.Request.ContentLength > max) throw TooLarge(max);
    }

    private static ViaductException TooLarge(long bytesMax) => Problems.Refuse(
        ProblemCodes.TooLarge, $"The body may have at most {bytesMax:N0} bytes.");

    private Problem ProblemOf(Exception e, HttpContext http)
    {
        switch (e)
        {
            case ViaductException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.Of(ProblemCodes.TooLarge, "The body is larger than this call takes.");
            case BadHttpRequestException bad:
                return Problems.Of(ProblemCodes.BadRequest, bad.Message);
            default:
                LogDefect(_logger, e, http.Request.Method, http.Request.Path);
                return Problems.Of(
                    ProblemCodes.Defect, $"A defect in Viaduct ({e.GetType().Name}): the server's log says more.");
        }
    }

    private static async Task AnswerAsync(HttpContext http, Problem problem)
    {
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetrySeconds.ToString();
        byte[] body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(problem, ViaductJson.Default.Problem);
        http.Response.ContentType = Problem.MediaType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted)
            .AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    [LoggerMessage(3101, LogLevel.Error, "A call of the admin API failed by a defect: {Method} {Path}")]
    private static partial void LogDefect(ILogger logger, Exception e, string method, string path);
}
