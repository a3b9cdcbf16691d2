using System.Text;
using Viaduct.Adapters.Http.Sending;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Adapters.Http;

/// <summary>
/// Sends each message as a request of its own; many are under way at once, and none waits for another's answer.
/// </summary>
internal sealed class HttpSender : ISender
{
    private const int ShownBytes = 1024;

    private readonly HttpSendOptions _options;
    private readonly SenderContext _context;
    private readonly RequestBuilder _requests;
    private readonly AccessToken? _token;
    private readonly Lock _gate = new();
    private HttpMessageInvoker? _client;

    private HttpSender(HttpSendOptions options, SenderContext context)
    {
        (_options, _context) = (options, context);
        _requests = new RequestBuilder(options, context.PortName);
        _token = options.Auth.Kind == HttpSendAuthKind.OAuth ? new AccessToken(options.Auth, context) : null;
        Capacity = new SenderCapacity(BatchMessages: 1, ParallelBatches: options.Requests);
    }

    /// <summary>The sender of a port.</summary>
    public static HttpSender Create(HttpSendOptions options, SenderContext context) => new(options, context);

    /// <inheritdoc/>
    public SenderCapacity Capacity { get; }

    /// <inheritdoc/>
    public async ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
    {
        foreach (var transmission in batch) await SendAsync(transmission, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _token?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendAsync(Transmission transmission, CancellationToken stopping)
    {
        var (url, failure) = _requests.UrlOf(transmission);
        if (failure is not null)
        {
            transmission.Failed(failure, transient: false);
            return;
        }

        using var limit = new CancellationTokenSource(_options.ResponseTime, _context.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            var exchange = await ExchangeAsync(Client(), transmission, url!, ended.Token);
            if (exchange.Response is { } response) await transmission.RespondedAsync(response, stopping);
            else exchange.Settle(transmission);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e)
        {
            string what = limit.IsCancellationRequested
                ? $"did not answer within {_options.ResponseTime}; it may have taken the message, and gets it again"
                : $"could not be connected within {_options.ConnectTime} ({Text.Clean(e.Message, 200)})";
            transmission.Failed(Outcome.Unreached(url!, what), transient: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or StoreUnavailableException)
        {
            var unread = Unread(e);
            transmission.Failed(
                unread is not null
                    ? Outcome.BodyUnread(unread)
                    : Outcome.Unreached(url!, "was not reached: " + Faults.Of(e)),
                transient: true);
        }
    }

    // Reading the body from the store is part of sending it.
    private static string? Unread(Exception e) =>
        e is StoreUnavailableException ? e.Message : (e.InnerException as StoreUnavailableException)?.Message;

    /// <summary>Sends, and follows what may be followed.</summary>
    private async ValueTask<Outcome> ExchangeAsync(
        HttpMessageInvoker client, Transmission transmission, Uri url, CancellationToken cancellationToken)
    {
        string? token = null;
        bool isTokenNew = false;
        var target = url;
        for (int redirects = 0; ;)
        {
            if (_token is not null && token is null)
            {
                (token, var failure) = await _token.GetAsync(client, cancellationToken);
                if (failure is not null) return new Outcome(failure, IsTransient: true);
            }

            if (!transmission.MayAct) return Outcome.LeftAlone;
            bool isOwnHost = Uri.Compare(url, target, UriComponents.SchemeAndServer, UriFormat.Unescaped,
                StringComparison.OrdinalIgnoreCase) == 0;
            using var span = ClientSpan.Begin(_requests.Method, target, transmission.Trace);
            using var request = _requests.Build(
                transmission, target, token, isOwnHost, span?.Context ?? transmission.Trace);
            using var response = await client.SendAsync(request, cancellationToken);
            int status = (int)response.StatusCode;
            ClientSpan.Answered(span, status);
            if (status == 401 && token is not null && !isTokenNew)
            {
                _token!.Drop(token);
                (token, isTokenNew) = (null, true);
                continue;
            }

            if (status is 307 or 308 && redirects++ < _options.Redirects && NextOf(target, response) is { } next)
            {
                target = next;
                continue;
            }

            return await OutcomeOf(target, response, cancellationToken);
        }
    }

    // Never from https to http: what was kept secret so far would not be any more.
    private static Uri? NextOf(Uri from, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location) return null;
        var next = location.IsAbsoluteUri ? location : new Uri(from, location);
        return next.Scheme == "https" || (next.Scheme == "http" && from.Scheme == "http") ? next : null;
    }

    private async ValueTask<Outcome> OutcomeOf(
        Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (StatusRules.IsSent(status) && !_context.IsTwoWay) return Outcome.Taken;
        if (StatusRules.IsSent(status))
            return await Responses.ReadAsync(url, response, _options.ResponseBytes, _context, cancellationToken);
        string text = await ReadAsync(response, cancellationToken);
        bool isTransient = StatusRules.IsTransient(status, _options);
        var after = RetryAfter.Of(response.Headers, _context.Time.GetUtcNow(), _options.RetryAfterMax);
        return new Outcome(Outcome.Answered(url, response, text, isTransient), isTransient, after);
    }

    private static async ValueTask<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[ShownBytes];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            int count = await stream.ReadAtLeastAsync(bytes, ShownBytes, throwOnEndOfStream: false, cancellationToken);
            return Text.Clean(Encoding.UTF8.GetString(bytes, 0, count), ShownBytes);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return "";
        }
    }

    private HttpMessageInvoker Client()
    {
        lock (_gate) return _client ??= new(Connections.Make(_options, _context.Time, _context.Logger));
    }
}
