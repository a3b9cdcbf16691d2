using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Viaduct.Cli.Drill;

/// <summary>
/// The far side of a drill: takes its messages in by HTTP, and notes each delivery with its idempotency key.
/// </summary>
internal sealed class ProbeCollector : IAsyncDisposable
{
    private const string KeyHeader = "Idempotency-Key";
    private const int KeyLengthMax = 255;
    private const int ConnectionsMax = 256;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly ProbeLog _log;
    private readonly string _path;
    private volatile bool _isAway;

    private ProbeCollector(WebApplication application, ProbeLog log, string path) =>
        (_application, _log, _path) = (application, log, path);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>True to break every connection off without an answer, and to note nothing.</summary>
    public bool IsAway
    {
        set => _isAway = value;
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where; port 0 for any that is free.</param>
    /// <param name="drill">The drill: nobody else knows its path.</param>
    /// <param name="log">Where deliveries are noted.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The address is taken, or not this machine's.</exception>
    public static async Task<ProbeCollector> StartAsync(
        IPEndPoint address, Guid drill, ProbeLog log, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "viaduct" });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, address));
        builder.Services.AddSingleton<IHostLifetime, CollectorLifetime>();
        var application = builder.Build();
        string path = $"/{drill:N}";
        var collector = new ProbeCollector(application, log, path);
        application.Run(collector.TakeAsync);
        try
        {
            await application.StartAsync(cancellationToken);
            collector.Address = new Uri(new Uri(application.Urls.First()), path);
            return collector;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout);
        await _application.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, IPEndPoint address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.MaxRequestBodySize = ProbeDocument.BytesMax;
        kestrel.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
    }

    // Once the whole body is here it has had its effect, whether or not the sender gets to know.
    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        string key = http.Request.Headers[KeyHeader].ToString();
        if (_isAway) http.Abort();
        else if (http.Request.Path != _path) http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (key.Length > KeyLengthMax || ProbeDocument.ReadNumber(body) is not { } number)
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else _log.Arrive(number, key);
    }
}
