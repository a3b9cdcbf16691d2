using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Viaduct.Client;
using Viaduct.Server.Operations;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Api;

/// <summary>The listener of the admin API: Kestrel with what it needs and nothing else.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly ApiGuard _guard;

    private ApiHost(WebApplication application, ApiGuard guard) => (_application, _guard) = (application, guard);

    /// <summary>The address that it listens at.</summary>
    public Uri Address { get; private set; } = ViaductClientOptions.DefaultAddress;

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where, and whom it believes.</param>
    /// <param name="services">What calls need; null as long as the server does not work yet.</param>
    /// <param name="probes">How the server is.</param>
    /// <param name="loggers">Where it says what goes wrong.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The address is taken, or not this machine's.</exception>
    public static async Task<ApiHost> StartAsync(
        AdminOptions options, Func<ApiServices?> services, ServerProbes probes, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "viaduct" });
        builder.WebHost.UseKestrelCore();
        if (options.Certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggers(loggers));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        var guard = new ApiGuard(options, probes.Limits, loggers.CreateLogger("Viaduct.Admin"));
        application.Use(next => http => guard.RunAsync(http, next));
        Map(application, services, probes);
        var host = new ApiHost(application, guard);
        try
        {
            await application.StartAsync(cancellationToken);
            host.Address = new Uri(application.Urls.First());
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets calls come to their end for a moment, then ends all.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout);
        await _application.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.DisposeAsync();
        _guard.Dispose();
    }

    /// <summary>The one place where paths are given to what answers them.</summary>
    private static void Map(WebApplication application, Func<ApiServices?> services, ServerProbes probes)
    {
        foreach (var call in ApiCalls.All)
            application.MapMethods(call.Path, [call.Method], http => RunAsync(http, call, services(), probes))
                .WithMetadata(call);
    }

    private static async Task RunAsync(HttpContext http, ApiCall call, ApiServices? services, ServerProbes probes)
    {
        if (services is null && !call.IsEarly)
            throw Problems.Refuse(
                ProblemCodes.NotReady, "The server does not work yet: it waits for its store, or "
                + "starts. Ask again in a moment; /readyz tells why.");
        var request = new ApiRequest(http, call, services, probes);
        request.CheckQuery();
        await call.Run(request);
    }

    private static void Configure(KestrelServerOptions kestrel, AdminOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.ConnectionsMax;
        limits.MaxRequestBodySize = options.BodyBytesMax;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 << 10;
        limits.MaxRequestLineSize = 8 << 10;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        kestrel.Listen(options.Address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is { } certificate) listen.UseHttps(certificate);
        });
    }
}
