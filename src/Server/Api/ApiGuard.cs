using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>
/// Stands before every call: lets in who may come in, as many as may at once, and turns whatever goes wrong into a
/// problem document.
/// </summary>
internal sealed partial class ApiGuard(AdminOptions options, ILogger logger) : IDisposable
{
    private const string Bearer = "Bearer ";
    private const int RetrySeconds = 1;

    private readonly SemaphoreSlim _calls = new(options.CallsMax, options.CallsMax);
    private readonly SemaphoreSlim _streams = new(options.StreamsMax, options.StreamsMax);
    private readonly byte[]? _token = options.Token is { } token ? Digest(token) : null;

    /// <summary>Lets a call through to what does it.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="next">Does it.</param>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            CheckOrigin(http);
            CheckToken(http);
            var call = http.GetEndpoint()?.Metadata.GetMetadata<ApiCall>();
            if (call is not null) CheckContent(http, call);
            await RunAsync(http, next, call?.IsStream == true ? _streams : _calls);
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
        _calls.Dispose();
        _streams.Dispose();
    }

    private static async Task RunAsync(HttpContext http, RequestDelegate next, SemaphoreSlim room)
    {
        if (!await room.WaitAsync(0, http.RequestAborted))
            throw Problems.Refuse(
                ProblemCodes.Busy, "The server works on as many calls as it may. Try again in a moment.");
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
            throw Problems.Refuse(ProblemCodes.Forbidden, "Pages of other sites may not call this server.");
    }

    private bool IsOwnName(string host)
    {
        string name = host.Trim('[', ']');
        if (IPAddress.TryParse(name, out var address))
            return IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(options.Address.Address);
        if (string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return options.Certificate?.MatchesHostname(name) == true;
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
        long max = call.TakesPackage ? Configuration.ConfigurationPackage.BytesMax : options.BodyBytesMax;
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
                LogDefect(logger, e, http.Request.Method, http.Request.Path);
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
