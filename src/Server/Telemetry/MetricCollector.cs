using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Viaduct.Server.Telemetry;

/// <summary>
/// Gathers the metrics of a server, and what the runtime tells of the process, for those who ask by HTTP.
/// </summary>
internal sealed class MetricCollector : IDisposable
{
    private const string Runtime = "System.Runtime";

    // Of the runtime what an operator looks at; counting every exception, for one, is not free.
    private static readonly string[] RuntimeMetrics =
    [
        "dotnet.process.cpu.time", "dotnet.process.memory.working_set", "dotnet.gc.collections",
        "dotnet.gc.pause.time", "dotnet.gc.last_collection.heap.size", "dotnet.thread_pool.queue.length",
        "dotnet.thread_pool.thread.count",
    ];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, CollectedMetric> _metrics = [];
    private readonly Lock _collecting = new();

    /// <summary>Listens from now on.</summary>
    /// <param name="meter">The meter of the server.</param>
    public MetricCollector(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool isRuntime = instrument.Meter.Name == Runtime && RuntimeMetrics.Contains(instrument.Name);
            if (!isRuntime && !ReferenceEquals(instrument.Meter, meter)) return;
            var metric = new CollectedMetric(instrument);
            _metrics[instrument] = metric;
            listener.EnableMeasurementEvents(instrument, metric);
        };
        _listener.MeasurementsCompleted = (instrument, _) => _metrics.TryRemove(instrument, out CollectedMetric? _);
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => Take(value, tags, metric));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => Take(value, tags, metric));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => Take(value, tags, metric));
        _listener.Start();
    }

    /// <summary>Everything as it is now, by name.</summary>
    public IReadOnlyList<CollectedMetric> Collect()
    {
        lock (_collecting)
        {
            var metrics = _metrics.Values.OrderBy(static metric => metric.Name, StringComparer.Ordinal).ToList();
            foreach (var metric in metrics) metric.Begin();
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // One that cannot tell now is left out of this collection; the others have told.
            }

            return metrics;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? metric) =>
        ((CollectedMetric)metric!).Take(value, tags);
}
