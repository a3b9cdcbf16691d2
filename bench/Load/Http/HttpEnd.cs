using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Viaduct.Support;

namespace Viaduct.Load.Http;

/// <summary>
/// A bare Kestrel that reads each request and answers it: the far side, and the way in beside the product.
/// </summary>
internal sealed class HttpEnd : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpEnd(int port, Func<ReadOnlyMemory<byte>, Task> take)
    {
        Url = new Uri($"http://127.0.0.1:{port}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        _application = builder.Build();
        _application.Run(async http =>
        {
            await take(await ReadAsync(http.Request));
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            http.Response.ContentLength = 0;
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Starts one.</summary>
    public static async Task<HttpEnd> StartAsync(
        Func<ReadOnlyMemory<byte>, Task> take, CancellationToken cancellationToken)
    {
        var end = new HttpEnd(FreePort.Take(), take);
        await end._application.StartAsync(cancellationToken);
        return end;
    }

    /// <summary>A client with as many connections as there are publishers.</summary>
    public static HttpMessageInvoker Client(int connections) => new(new SocketsHttpHandler
    {
        UseProxy = false, UseCookies = false, MaxConnectionsPerServer = connections, ActivityHeadersPropagator = null,
    });

    /// <summary>Posts a body, and ends with an error if it is not taken.</summary>
    public static async Task PostAsync(
        HttpMessageInvoker client, Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        using var answer = await client.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var bytes = new byte[request.ContentLength ?? 0];
        await request.Body.ReadExactlyAsync(bytes);
        return bytes;
    }
}
