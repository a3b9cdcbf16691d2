using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>
/// The access token of a port: fetched with client credentials, kept, and renewed before it ends. One request at a time
/// fetches; the others wait for what it gets, an error included.
/// </summary>
internal sealed class AccessToken(HttpSendAuthOptions options, SenderContext context) : IDisposable
{
    private const int AnswerBytesMax = 64 << 10;
    private static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefusedTime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Fetched? _current;
    private volatile Refusal? _refusal;

    /// <summary>A token that is good now, or why there is none.</summary>
    /// <exception cref="OperationCanceledException">The time of the request is over.</exception>
    public async ValueTask<(string? Token, Failure? Failure)> GetAsync(
        HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        if (Good(renewing: true) is { } good) return (good, null);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Good(renewing: true) is { } renewed) return (renewed, null);
            if (_refusal is { } refusal && context.Time.GetElapsedTime(refusal.At) < RefusedTime)
                return Good(renewing: false) is { } old ? (old, null) : (null, refusal.Failure);
            var (fetched, failure) = await FetchAsync(client, cancellationToken);
            if (fetched is not null)
            {
                (_current, _refusal) = (fetched, null);
                return (fetched.Token, null);
            }

            _refusal = new Refusal(failure!, context.Time.GetTimestamp());
            // One that is not over yet still serves.
            return Good(renewing: false) is { } left ? (left, null) : (null, failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The far side does not take this token any more.</summary>
    public void Drop(string token)
    {
        if (_current?.Token == token) _current = null;
    }

    public void Dispose() => _gate.Dispose();

    private string? Good(bool renewing)
    {
        if (_current is not { } current) return null;
        var age = context.Time.GetElapsedTime(current.At);
        return age < (renewing ? current.RenewAfter : current.Time) ? current.Token : null;
    }

    private async Task<(Fetched?, Failure?)> FetchAsync(HttpMessageInvoker client, CancellationToken cancellationToken)
    {
        long begun = context.Time.GetTimestamp();
        try
        {
            using var request = Request();
            using var response = await client.SendAsync(request, cancellationToken);
            byte[] answer = await ReadAsync(response, cancellationToken);
            int status = (int)response.StatusCode;
            if (status != 200) return (null, Refused($"it answered {status}: {Shown(answer)}"));
            return Parse(answer) is { } parsed
                ? (Keep(parsed.Token, parsed.Time, begun), null)
                : (null, Refused("its answer is no bearer token"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, Refused(Faults.Of(e)));
        }
    }

    private Fetched Keep(string token, TimeSpan time, long begun)
    {
        context.Logger.TokenRenewed(context.PortName, time);
        var margin = time / 5 < Margin ? time / 5 : Margin;
        return new Fetched(token, begun, time, time - margin);
    }

    private HttpRequestMessage Request()
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (options.Scope is { } scope) form.Add(new("scope", scope));
        if (options.SecretInBody)
        {
            form.Add(new("client_id", options.User!));
            form.Add(new("client_secret", options.Secret!));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, options.TokenUrl)
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.SecretInBody) return request;
        string pair = $"{Uri.EscapeDataString(options.User!)}:{Uri.EscapeDataString(options.Secret!)}";
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[AnswerBytesMax];
        int count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..count];
    }

    private static (string Token, TimeSpan Time)? Parse(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("access_token", out var token)
                || token.ValueKind != JsonValueKind.String || token.GetString() is not { Length: > 0 } text
                || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return null;
            bool isBearer = !root.TryGetProperty("token_type", out var type)
                || string.Equals(type.ToString(), "bearer", StringComparison.OrdinalIgnoreCase);
            if (!isBearer) return null;
            // Some write the number as a text.
            bool isTimed = root.TryGetProperty("expires_in", out var expires)
                && long.TryParse(expires.ToString(), out long seconds) && seconds is > 0 and < 100_000_000;
            return (text, isTimed ? TimeSpan.FromSeconds(long.Parse(expires.ToString())) : DefaultTime);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What a server answers to a secret must not bring the secret into a log.
    private string Shown(byte[] answer)
    {
        string text = Text.Clean(Encoding.UTF8.GetString(answer), 300);
        return text.Replace(options.Secret!, "***", StringComparison.Ordinal);
    }

    private Failure Refused(string why) => new(
        FailureCodes.TransmitTransient,
        $"No access token from {Text.Clean(options.TokenUrl!, 200)}: {why}. Check tokenUrl, user, secret and scope "
        + "beneath auth; nothing was sent.");

    private sealed record Fetched(string Token, long At, TimeSpan Time, TimeSpan RenewAfter);

    private sealed record Refusal(Failure Failure, long At);
}
