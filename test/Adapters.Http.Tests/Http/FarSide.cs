using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Adapters.Http.Listening;
using Viaduct.Support;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A server that messages are sent to; the test says what it answers.</summary>
internal sealed class FarSide : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<HttpContext, Task> _answer;

    private FarSide(Func<HttpContext, Task> answer, Action<ListenOptions>? listen)
    {
        _answer = answer;
        _services = KestrelServices.Make(
            kestrel => kestrel.ListenLocalhost(Port, listen ?? (_ => { })), NullLoggerFactory.Instance);
    }

    public int Port { get; } = FreePort.Take();

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The requests that came, with their bodies.</summary>
    public ConcurrentQueue<Asked> Requests { get; } = [];

    /// <summary>A server that answers with a status.</summary>
    public static Task<FarSide> StartAsync(int status = 200, Action<HttpResponse>? change = null) =>
        StartAsync(http =>
        {
            http.Response.StatusCode = status;
            change?.Invoke(http.Response);
            return Task.CompletedTask;
        });

    /// <summary>A server that does what the test wants.</summary>
    public static async Task<FarSide> StartAsync(
        Func<HttpContext, Task> answer, Action<ListenOptions>? listen = null)
    {
        var side = new FarSide(answer, listen);
        await side._services.GetRequiredService<IServer>().StartAsync(side, default);
        return side;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy);
        var request = context.Request;
        Requests.Enqueue(new Asked(
            request.Method, request.Path + request.QueryString, copy.ToArray(),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await _answer(context);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _services.GetRequiredService<IServer>().StopAsync(atOnce.Token);
        await _services.DisposeAsync();
    }
}
