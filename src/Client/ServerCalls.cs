using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Viaduct.Client;

/// <summary>
/// Calls of servers: those of one group are as good as each other, so one that cannot be reached is followed by the
/// next.
/// </summary>
internal sealed class ServerCalls : IDisposable
{
    private const string Version = "api/v1/";
    private const int ProblemBytesMax = 1 << 20;
    private const int AskFirstBytes = 64 << 10;

    private readonly HttpClient _http;
    private readonly Uri[] _addresses;
    private int _current;

    public ServerCalls(ViaductClientOptions options, HttpMessageHandler? handler)
    {
        if (options.Addresses.Count == 0) throw new ArgumentException("No address is given.", nameof(options));
        _addresses = [.. options.Addresses.Select(address => new Uri(address, "/" + Version))];
        // Redirects are off: a token goes to nobody but the server that was named.
        _http = handler is null
            ? new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false, ConnectTimeout = options.ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            })
            : new HttpClient(handler, disposeHandler: false);
        _http.Timeout = options.Timeout;
        if (options.Token is { } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<T> GetAsync<T>(string call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, call), HttpCompletionOption.ResponseContentRead,
            cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    public async Task<T> PutAsync<T>(
        string call, Func<HttpContent>? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Put, call) { Content = content?.Invoke() ?? Empty() },
            HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    public async Task<Stream> OpenAsync(string call, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, call), HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);
        // Disposing of the stream gives the connection back.
        return await answer.Content.ReadAsStreamAsync(cancellationToken);
    }

    public async IAsyncEnumerable<T> EventsAsync<T>(
        string call, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(call, cancellationToken);
        var parser = SseParser.Create(stream, (_, bytes) => JsonSerializer.Deserialize(bytes, type));
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
            if (item.Data is { } value) yield return value;
    }

    public void Dispose() => _http.Dispose();

    // A changing call names its media type, which no form of a page can.
    private static ByteArrayContent Empty() =>
        new([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static async Task<T> ReadAsync<T>(
        HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw NotOurs(answer, null);
        }
        catch (JsonException e)
        {
            throw NotOurs(answer, e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        HttpRequestException? last = null;
        for (int attempt = 0; attempt < _addresses.Length; attempt++)
        {
            int index = Volatile.Read(ref _current) % _addresses.Length;
            using var request = make();
            request.RequestUri = new Uri(_addresses[index], request.RequestUri!);
            // Who is refused should hear why, and not send for nothing until the connection breaks.
            if (request.Content?.Headers.ContentLength > AskFirstBytes) request.Headers.ExpectContinue = true;
            try
            {
                var answer = await _http.SendAsync(request, completion, cancellationToken);
                if (answer.IsSuccessStatusCode) return answer;
                using (answer) throw await ProblemOfAsync(answer, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                last = e;
            }
            catch (ViaductException e) when (e.Problem.Code == ProblemCodes.NotReady && HasMore(attempt))
            {
                // It stops, or has not started: another one of the group may work.
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                last = new HttpRequestException($"No answer within {_http.Timeout.TotalSeconds:0} s.", e);
            }

            Interlocked.CompareExchange(ref _current, (index + 1) % _addresses.Length, index);
        }

        string where = string.Join(", ", _addresses.Select(address => address.GetLeftPart(UriPartial.Authority)));
        throw new ServerUnreachableException($"No server answers at {where}: {last?.Message}", last);
    }

    private bool HasMore(int attempt) => attempt + 1 < _addresses.Length;

    private static async Task<ViaductException> ProblemOfAsync(
        HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != Problem.MediaType) return NotOurs(answer, null);
        await answer.Content.LoadIntoBufferAsync(ProblemBytesMax, cancellationToken);
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync(ViaductJson.Default.Problem, cancellationToken);
            return problem is null ? NotOurs(answer, null) : new ViaductException(problem);
        }
        catch (JsonException e)
        {
            return NotOurs(answer, e);
        }
    }

    private static ViaductException NotOurs(HttpResponseMessage answer, Exception? inner)
    {
        int status = (int)answer.StatusCode;
        string code = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => ProblemCodes.Unauthorized,
            HttpStatusCode.BadRequest => ProblemCodes.BadRequest,
            HttpStatusCode.RequestEntityTooLarge => ProblemCodes.TooLarge,
            _ => ProblemCodes.Defect,
        };
        return new ViaductException(
            new Problem
            {
                Type = "about:blank", Title = answer.ReasonPhrase ?? "", Status = status, Code = code,
                Detail = $"{answer.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path)} answered {status} in a "
                    + "way "
                    + "that is not Viaduct's. Does another program listen there, or a server of another version?",
            },
            inner);
    }
}
