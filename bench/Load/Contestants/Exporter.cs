using Viaduct.Cli.Telemetry;
using Viaduct.Support.Telemetry;

namespace Viaduct.Load.Contestants;

/// <summary>Exports as the program does, while a contestant runs.</summary>
internal sealed class Exporter : IAsyncDisposable
{
    private readonly OtlpSink _sink = new(keeps: false);
    private readonly OtlpExport _export;

    private Exporter(ExportKind kind)
    {
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", _sink.Address);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        Environment.SetEnvironmentVariable("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        bool isMetrics = kind == ExportKind.Metrics;
        int rate = kind == ExportKind.AllTraces ? int.MaxValue : OtlpSettings.RateDefault;
        _export = OtlpExport.Start(new OtlpSettings(!isMetrics, isMetrics, Logs: false, rate), "bench");
    }

    /// <summary>Begins; null if nothing is exported.</summary>
    public static Exporter? Start(ExportKind kind) => kind == ExportKind.None ? null : new Exporter(kind);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _sink.DisposeAsync();
    }
}
