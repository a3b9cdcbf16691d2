using System.Diagnostics.Metrics;
using Viaduct.Core.Telemetry;

namespace Viaduct.Server.Telemetry;

/// <summary>What was told by one instrument. Safe for all threads.</summary>
internal sealed class CollectedMetric
{
    /// <summary>So many series are kept apart; what comes beyond is taken together.</summary>
    public const int SeriesMax = 2_000;

    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel.metric.overflow", "true")];
    private static readonly double[] UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<MetricSeries>> _byHash = [];
    private readonly IReadOnlyList<double> _bounds;
    private readonly bool _isLast;
    private int _count;
    private long _round;

    /// <summary>Nothing yet.</summary>
    public CollectedMetric(Instrument instrument)
    {
        Instrument = instrument;
        var form = instrument.GetType().GetGenericTypeDefinition();
        Kind = form == typeof(Histogram<>) ? MetricKind.Histogram
            : form == typeof(Counter<>) || form == typeof(ObservableCounter<>) ? MetricKind.Counter
            : MetricKind.Gauge;
        _bounds = Kind == MetricKind.Histogram ? BoundsOf(instrument) : [];
        _isLast = instrument.IsObservable || form == typeof(Gauge<>);
        Name = PrometheusNames.Of(instrument.Name, instrument.Unit, Kind);
    }

    /// <summary>What tells.</summary>
    public Instrument Instrument { get; }

    /// <summary>The kind.</summary>
    public MetricKind Kind { get; }

    /// <summary>The name in Prometheus' form.</summary>
    public string Name { get; }

    /// <summary>The bounds of a histogram.</summary>
    public IReadOnlyList<double> Bounds => _bounds;

    /// <summary>Takes a value.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var series = Find(tags);
            if (Kind == MetricKind.Histogram) series.Count(value);
            else if (_isLast) series.Set(value, _round);
            else series.Add(value);
        }
    }

    /// <summary>Begins a collection: what is only told when asked for is told anew.</summary>
    public void Begin()
    {
        lock (_lock) _round++;
    }

    /// <summary>Hands out what there is; what was not told in this collection is no more.</summary>
    public void Read(Action<MetricSeries> take)
    {
        lock (_lock)
            foreach (var series in _byHash.Values.SelectMany(static same => same))
                if (!Instrument.IsObservable || series.Round == _round) take(series);
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        int hash = HashOf(tags);
        if (_byHash.TryGetValue(hash, out var same))
        {
            foreach (var known in same)
                if (known.Has(tags)) return known;
        }
        else if (_count < SeriesMax) _byHash.Add(hash, same = []);

        if (_count >= SeriesMax) return Together();
        _count++;
        var series = new MetricSeries(tags.ToArray(), _bounds);
        same!.Add(series);
        return series;
    }

    private MetricSeries Together()
    {
        int hash = HashOf(Overflow);
        if (!_byHash.TryGetValue(hash, out var same)) _byHash.Add(hash, same = []);
        if (same.Find(static known => known.Has(Overflow)) is { } together) return together;
        var series = new MetricSeries(Overflow, _bounds);
        same.Add(series);
        return series;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var tag in tags) hash.Add(tag.Value);
        return hash.ToHashCode();
    }

    private static IReadOnlyList<double> BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(static b => (double)b)],
        _ => UsualBounds,
    };
}
