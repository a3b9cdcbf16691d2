using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Viaduct.Cli.Telemetry;

/// <summary>
/// Exports what the server tells, by OTLP. Only where it is asked for is any of this loaded. What cannot be delivered
/// is dropped: the server never waits for it.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Service = "viaduct";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private OtlpExport(TracerProvider? traces, MeterProvider? metrics) => (_traces, _metrics) = (traces, metrics);

    /// <summary>Begins. The addresses, headers and times come from OpenTelemetry's environment variables.</summary>
    /// <param name="settings">What is exported.</param>
    /// <param name="server">The server's name.</param>
    public static OtlpExport Start(OtlpSettings settings, string server) => new(
        settings.Traces ? Traces(settings, server) : null, settings.Metrics ? Metrics(server) : null);

    /// <summary>Exports the log, too.</summary>
    public static void AddLogs(ILoggingBuilder builder, string server) => builder.AddOpenTelemetry(options =>
    {
        options.SetResourceBuilder(ResourceOf(server));
        options.IncludeFormattedMessage = true;
        options.AddOtlpExporter();
    });

    /// <summary>Exports what is left, for a few seconds at most, and ends.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static TracerProvider Traces(OtlpSettings settings, string server)
    {
        var builder = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceOf(server))
            .AddSource("Viaduct", "Viaduct.Http");
        // Another sampler, if the environment names one, is found by the library.
        if (settings.TracesPerSecond is { } rate)
            builder.SetSampler(new ParentBasedSampler(new BeginningsSampler(rate, TimeProvider.System)));
        return builder.AddOtlpExporter().Build();
    }

    private static MeterProvider Metrics(string server) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(ResourceOf(server))
        .AddMeter("Viaduct", "System.Runtime")
        .AddOtlpExporter()
        .Build();

    // What the environment says of the service comes last, and wins.
    private static ResourceBuilder ResourceOf(string server) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(
            Service, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3),
            autoGenerateServiceInstanceId: false, serviceInstanceId: server)
        .AddEnvironmentVariableDetector();
}
