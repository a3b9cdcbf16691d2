using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// One Kestrel at one point, for all locations there. Locations come and go in a table that requests read without a
/// lock; the connections of the others never notice.
/// </summary>
internal sealed class SharedListener : IAsyncDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly IServer _server;
    private readonly ILogger _logger;

    private SharedListener(ListenPoint point, HttpListenerOptions options, TimeProvider time, ILogger logger)
    {
        (Point, Options, _logger) = (point, options, logger);
        var certificate = point.IsSecure
            ? new CertificateFile(options.Certificate!, options.Key, options.Password, time, logger)
            : null;
        _services = KestrelServices.Make(kestrel => Configure(kestrel, certificate), new OneLogger(logger));
        _server = _services.GetRequiredService<IServer>();
        Routes = new RouteTable(time);
    }

    /// <summary>Where it listens.</summary>
    public ListenPoint Point { get; }

    /// <summary>How it listens.</summary>
    public HttpListenerOptions Options { get; }

    /// <summary>The locations.</summary>
    public RouteTable Routes { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The point cannot be had, or a certificate cannot be read.</exception>
    public static async Task<SharedListener> StartAsync(
        ListenPoint point, HttpListenerOptions options, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        var listener = new SharedListener(point, options, time, logger);
        try
        {
            await listener._server.StartAsync(new ListenerApplication(listener.Routes, logger), cancellationToken);
            logger.Listening(point.ToString());
            return listener;
        }
        catch (Exception e)
        {
            await listener._services.DisposeAsync();
            // Kestrel throws what the socket threw for a port that needs a privilege.
            if (e is System.Net.Sockets.SocketException or InvalidOperationException)
                throw new IOException(e.Message, e);
            throw;
        }
    }

    /// <summary>Ends: no new connection, and those that are left are closed when their request is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndTime);
        await _server.StopAsync(limit.Token);
        await _services.DisposeAsync();
        _logger.ListeningEnded(Point.ToString());
    }

    private void Configure(KestrelServerOptions kestrel, CertificateFile? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowResponseHeaderCompression = false;
        kestrel.Limits.MaxConcurrentConnections = Options.Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = Options.HeaderTime;
        kestrel.Limits.KeepAliveTimeout = Options.IdleTime;
        kestrel.Limits.MaxRequestHeadersTotalSize = Options.HeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = Options.HeaderCount;
        kestrel.Limits.MaxRequestLineSize = Options.LineBytes;
        // What nobody has asked for a location's limits yet; each request gets those of its location.
        kestrel.Limits.MaxRequestBodySize = 1 << 20;
        void Use(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null) UseTls(listen, certificate);
        }

        if (Point.Address is { } address) kestrel.Listen(address, Point.Port, Use);
        else if (Point.Host == ListenPoint.LocalHost) kestrel.ListenLocalhost(Point.Port, Use);
        else kestrel.ListenAnyIP(Point.Port, Use);
    }

    private static void UseTls(ListenOptions listen, CertificateFile certificate) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = _ => new ValueTask<SslServerAuthenticationOptions>(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                // Each location decides whom it knows; the handshake only lets the caller show a certificate.
                ClientCertificateRequired = true,
#pragma warning disable CA5359 // CertificateCallers looks at it, with what its location trusts.
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            }),
        });
}
