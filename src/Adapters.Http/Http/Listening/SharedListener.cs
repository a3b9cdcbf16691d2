using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Viaduct.Adapters.Http.Receiving;
using Viaduct.Core.Adapters;
using Viaduct.Core.Telemetry;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// One Kestrel at one point, for all locations there. Locations come and go in a table that requests read without a
/// lock, and options are taken up in place: the connections never notice. Its own methods are called one at a time.
/// </summary>
internal sealed class SharedListener : IAsyncDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly IServer _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionGate _gate = new();
    private KestrelServerLimits? _limits;
    private volatile CertificateFile? _certificate;
    private long _number;

    private SharedListener(ListenPoint point, HttpListenerOptions options, TimeProvider time, ILogger logger)
    {
        (Point, Options, _time, _logger) = (point, options, time, logger);
        if (point.IsSecure)
            _certificate = new CertificateFile(options.Certificate!, options.Key, options.Password, time, logger);
        _services = KestrelServices.Make(Configure, new OneLogger(logger));
        _server = _services.GetRequiredService<IServer>();
        Routes = new RouteTable(time);
    }

    /// <summary>Where it listens.</summary>
    public ListenPoint Point { get; }

    /// <summary>How it listens.</summary>
    public HttpListenerOptions Options { get; private set; }

    /// <summary>The locations.</summary>
    public RouteTable Routes { get; }

    /// <summary>Begins to listen, for a first location: its requests find it from the first one on.</summary>
    /// <exception cref="IOException">The point cannot be had, or a certificate cannot be read.</exception>
    public static async Task<SharedListener> StartAsync(
        HttpLocation first, ReceiverContext context, CancellationToken cancellationToken)
    {
        var logger = context.Logger;
        var (point, options) = (first.Place.Point, first.Options.Listener);
        var listener = new SharedListener(point, options, context.Time, logger);
        listener._gate.Use(options.Connections, point, context.Limits);
        listener.Routes.TryAdd(first);
        try
        {
            await listener._server.StartAsync(new ListenerApplication(listener.Routes, logger), cancellationToken);
            logger.Listening(point.ToString());
            return listener;
        }
        catch (Exception e)
        {
            listener._gate.Close();
            await listener._services.DisposeAsync();
            // Kestrel throws what the socket threw for a port that needs a privilege.
            if (e is System.Net.Sockets.SocketException or InvalidOperationException)
                throw new IOException(e.Message, e);
            throw;
        }
    }

    /// <summary>
    /// Takes up the options of a location that has joined, without closing anything. Connections that are open keep
    /// their times; a certificate that cannot be used leaves the one before.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="number">How new they are: older ones change nothing.</param>
    /// <param name="limits">Where the limits can be watched.</param>
    public void Use(HttpListenerOptions options, long number, LimitList limits)
    {
        if (number > _number)
        {
            _number = number;
            if (options != Options) Change(options);
        }

        _gate.Use(Options.Connections, Point, limits);
    }

    /// <summary>Ends: no new connection, and those that are left are closed when their request is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndTime);
        await _server.StopAsync(limit.Token);
        await _services.DisposeAsync();
        _gate.Close();
        _logger.ListeningEnded(Point.ToString());
    }

    private void Change(HttpListenerOptions options)
    {
        if (_certificate is { } before && !before.IsOf(options))
            _certificate = new CertificateFile(
                options.Certificate!, options.Key, options.Password, _time, _logger, before.Current);
        Set(_limits!, options);
        Options = options;
        _logger.ListenerChanged(Point.ToString());
    }

    // Kestrel reads them for each connection, or for each request.
    private static void Set(KestrelServerLimits limits, HttpListenerOptions options)
    {
        limits.RequestHeadersTimeout = options.HeaderTime;
        limits.KeepAliveTimeout = options.IdleTime;
        limits.MaxRequestHeadersTotalSize = options.HeaderBytes;
        limits.MaxRequestHeaderCount = options.HeaderCount;
        limits.MaxRequestLineSize = options.LineBytes;
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        _limits = kestrel.Limits;
        kestrel.AddServerHeader = false;
        kestrel.AllowResponseHeaderCompression = false;
        // Its own limit of connections holds for as long as it runs; the gate's can change.
        kestrel.Limits.MaxConcurrentConnections = null;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        Set(kestrel.Limits, Options);
        // What nobody has asked for a location's limits yet; each request gets those of its location.
        kestrel.Limits.MaxRequestBodySize = 1 << 20;
        void Use(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => _gate.LetInAsync(connection, next));
            if (Point.IsSecure) UseTls(listen);
        }

        if (Point.Address is { } address) kestrel.Listen(address, Point.Port, Use);
        else if (Point.Host == ListenPoint.LocalHost) kestrel.ListenLocalhost(Point.Port, Use);
        else kestrel.ListenAnyIP(Point.Port, Use);
    }

    private void UseTls(ListenOptions listen) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = _ => new ValueTask<SslServerAuthenticationOptions>(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _certificate!.Current,
                // Each location decides whom it knows; the handshake only lets the caller show a certificate.
                ClientCertificateRequired = true,
#pragma warning disable CA5359 // CertificateCallers looks at it, with what its location trusts.
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            }),
        });
}
