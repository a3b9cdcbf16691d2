using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A client over TLS that trusts whatever is shown, and remembers it.</summary>
internal sealed class TlsCaller : IDisposable
{
    private readonly ConcurrentQueue<string> _seen = [];
    private readonly HttpClient _client;
    private readonly string _url;

    public TlsCaller(HttpWorld world, X509Certificate2? own)
    {
        _url = $"https://127.0.0.1:{world.Port}/orders";
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    _seen.Enqueue(((X509Certificate2)certificate!).Thumbprint);
                    return !_seen.IsEmpty;
                },
                ClientCertificates = own is null ? null : [own],
            },
        })
        {
            Timeout = HttpWorld.Patience,
        };
    }

    /// <summary>The thumbprint of each connection's certificate.</summary>
    public IReadOnlyList<string> Seen => [.. _seen];

    /// <summary>Posts a text.</summary>
    public async Task<HttpStatusCode> AskAsync()
    {
        using var answer = await _client.PostAsync(_url, new StringContent("x"));
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();
}
