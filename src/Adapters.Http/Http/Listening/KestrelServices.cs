using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Viaduct.Adapters.Http.Listening;

/// <summary>
/// Collects the services of Kestrel alone: no host around it that would have a lifetime, a configuration and signal
/// handlers of its own, and nothing between a request and its location.
/// </summary>
internal sealed class KestrelServices : IWebHostBuilder
{
    private readonly ServiceCollection _services = [];
    private readonly WebHostBuilderContext _context = new();

    /// <summary>A Kestrel that has not been started.</summary>
    public static ServiceProvider Make(Action<KestrelServerOptions> configure, ILoggerFactory loggers)
    {
        var builder = new KestrelServices();
        builder._services.AddOptions().AddMetrics().AddSingleton(loggers)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton<DiagnosticSource>(new DiagnosticListener("Viaduct.Adapters.Http"));
        builder.UseKestrelCore();
        // Behind what Kestrel itself sets, which TLS needs.
        builder._services.Configure(configure);
        return builder._services.BuildServiceProvider();
    }

    /// <inheritdoc/>
    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(_services);
        return this;
    }

    /// <inheritdoc/>
    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
    {
        configureServices(_context, _services);
        return this;
    }

    /// <inheritdoc/>
    public IWebHostBuilder ConfigureAppConfiguration(
        Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) => this;

    /// <inheritdoc/>
    public string? GetSetting(string key) => null;

    /// <inheritdoc/>
    public IWebHostBuilder UseSetting(string key, string? value) => this;

#pragma warning disable ASPDEPR008 // The interface has it; nobody calls it here.
    /// <inheritdoc/>
    public IWebHost Build() => throw new NotSupportedException("There is no host, only a server.");
#pragma warning restore ASPDEPR008
}
