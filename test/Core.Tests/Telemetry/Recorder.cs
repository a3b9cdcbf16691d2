using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>Listens to one meter: values by name and tags.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _names = new(StringComparer.Ordinal);

    public Recorder(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter)) return;
            _names[instrument.Name] = 0;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments there are.</summary>
    public IReadOnlyCollection<string> Names => [.. _names.Keys];

    /// <summary>A value: of an observable instrument as it is now, of a histogram the number of values.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="tags">The tags in their order, as <c>name=value</c>.</param>
    public double Value(string name, params string[] tags)
    {
        _listener.RecordObservableInstruments();
        return _values.GetValueOrDefault(Key(name, tags));
    }

    /// <summary>What there is of an instrument.</summary>
    public IReadOnlyList<string> Of(string name) =>
        [.. _values.Where(value => value.Key.StartsWith(name + " ", StringComparison.Ordinal)).Select(v => $"{v}")];

    public void Dispose() => _listener.Dispose();

    private static string Key(string name, IEnumerable<string> tags) => $"{name} {string.Join(' ', tags)}";

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = Key(instrument.Name, tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        if (instrument.IsObservable) _values[key] = value;
        else _values.AddOrUpdate(key, 1, (_, count) => count + 1);
    }
}
